using OrderConnector.SqlServer.Tests.Skipping;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework(
    "OrderConnector.SqlServer.Tests.Skipping.SkippingTestFramework", "OrderConnector.SqlServer.Tests")]

namespace OrderConnector.SqlServer.Tests.Skipping;

/// <summary>
/// Reports each test of a class that lacks its <see cref="NeedsAttribute"/> as skipped, by name: an inherited [Fact]
/// cannot know what the class that inherits it will need.
/// </summary>
public sealed class SkippingTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(
        IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkDiscoverer(assembly, sources, messages)
    {
        protected override bool FindTestsForMethod(
            ITestMethod testMethod, bool includeSourceInformation, IMessageBus messageBus,
            ITestFrameworkDiscoveryOptions discoveryOptions)
        {
            var isTest = testMethod.Method.GetCustomAttributes(typeof(FactAttribute)).Any();
            return isTest && MissingOf(testMethod.TestClass.Class) is { } missing
                ? ReportDiscoveredTestCase(
                    new SkippedTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), testMethod, missing),
                    includeSourceInformation, messageBus)
                : base.FindTestsForMethod(testMethod, includeSourceInformation, messageBus, discoveryOptions);
        }

        private static string? MissingOf(ITypeInfo type) =>
            type.GetCustomAttributes(typeof(NeedsAttribute)).FirstOrDefault() is { } needs
                ? NeedsAttribute.Missing(needs.GetNamedArgument<Need>(nameof(NeedsAttribute.Need)))
                : null;
    }
}

/// <summary>A test that is reported with the reason why it does not run.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    private string missing = "";

    [Obsolete("Called by the de-serializer alone.")]
    public SkippedTestCase()
    {
    }

    public SkippedTestCase(IMessageSink messages, TestMethodDisplay display, ITestMethod method, string missing)
        : base(messages, display, TestMethodDisplayOptions.None, method) => this.missing = missing;

    protected override string GetSkipReason(IAttributeInfo factAttribute) => missing;

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(missing), missing);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        // First ours: the base asks for the reason while it reads.
        missing = data.GetValue<string>(nameof(missing));
        base.Deserialize(data);
    }
}
