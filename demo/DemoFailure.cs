namespace OrderConnector.Demo;

/// <summary>The play cannot go on; the message is for the person in front of the screen.</summary>
internal sealed class DemoFailure(string message) : Exception(message);
