using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Describing;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Reporting;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Hosting;

/// <summary>Which handler serves which route of the table.</summary>
public static class Endpoints
{
    /// <summary>Maps every route.</summary>
    public static void MapRoutes(this WebApplication app)
    {
        var orders = app.Services.GetRequiredService<OrderEndpoints>();
        app.MapShop(Routes.PostOrder, orders.PostAsync);
        app.MapShop(Routes.ValidateOrder, orders.ValidateAsync);
        app.MapShop(Routes.FindOrders, orders.FindAsync);
        app.MapShop(Routes.ReadOrder, orders.ReadAsync);
        app.MapShop(Routes.PayOrder, orders.PayAsync);
        app.MapShop(Routes.CancelOrder, orders.CancelAsync);
        app.MapShop(Routes.VoidOrder, orders.VoidAsync);
        var readiness = app.Services.GetRequiredService<ReadinessEndpoint>();
        app.MapShop(Routes.ReadReadiness, readiness.ReadAsync);
        var register = app.Services.GetRequiredService<NumbersEndpoint>();
        app.MapOperator(Routes.ReadNumbers, register.ReadAsync);

        var agents = app.Services.GetRequiredService<AgentEndpoints>();
        app.MapOpen(Routes.EnrolAgent, agents.EnrolAsync);
        app.MapAgent(Routes.CollectOrders, agents.CollectAsync);
        app.MapAgent(Routes.ConfirmOrders, agents.ConfirmAsync);
        app.MapAgent(Routes.ReadMasterData, agents.ReadMasterDataAsync);
        app.MapAgent(Routes.VoidByStaff, agents.VoidAsync);
        var reports = app.Services.GetRequiredService<ReportEndpoints>();
        app.MapAgent(Routes.ReportEntries, reports.ReportAsync);
        app.MapOpen(Routes.ShowReceipt, reports.ShowReceiptAsync);

        app.MapOpen(Routes.ReadAsset, PortalAssets.AnswerAsync);
        app.MapPortalOpen(Routes.ChooseLook, (context, _) => Look.ChooseAsync(context));
        app.MapAccess();
        app.MapAlerts();
        app.MapOrderPages();
        app.MapDirectory();
        app.MapEmergency();

        var health = app.Services.GetRequiredService<HealthEndpoints>();
        app.MapOpen(Routes.Live, HealthEndpoints.LiveAsync);
        app.MapOpen(Routes.Ready, health.ReadyAsync);
        app.MapOpen(Routes.Describe, OpenApiDocument.AnswerAsync);
        app.MapOpen(Routes.ListProblems, ProblemPage.AnswerAsync);
        app.MapOpen(Routes.ExplainProblem, ProblemPage.AnswerAsync);
    }
}
