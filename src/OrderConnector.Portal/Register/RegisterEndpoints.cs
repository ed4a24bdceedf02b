using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Register;

/// <summary>The number register: what an auditor reads first.</summary>
public sealed class RegisterEndpoints(IPortalQueries queries)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/portal/register";

    /// <summary>Where its CSV is.</summary>
    public const string CsvPath = "/portal/register.csv";

    private readonly RegisterReader _reader = new(queries);

    /// <summary>GET /portal/register.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var (model, span) = await JudgeAsync(context, frame);
        if (model.Branch is null && model.Ask.Branch.Length > 0)
        {
            return Answers.Missing(frame);
        }

        if (span is var (first, last))
        {
            var bounds = model.Ask.Judge(BranchClock.Of(model.Branch!.TimeZone), new Faults());
            model = model with
            {
                Slice = await _reader.ReadAsync(
                    model.Branch.Id, Math.Max(first, bounds.At ?? first), last, bounds.Fate, context.RequestAborted),
            };
        }

        return Pages.Show<RegisterPage>(frame, model, StatusOf(model));
    }

    /// <summary>GET /portal/register.csv: the same numbers, all of them.</summary>
    public async Task<IResult> ExportAsync(HttpContext context, PageFrame frame)
    {
        var (model, span) = await JudgeAsync(context, frame);
        if (model.Branch is null)
        {
            return Answers.Missing(frame);
        }

        if (model.Faults.Any)
        {
            return Pages.Show<RegisterPage>(frame, model, StatusOf(model));
        }

        var (first, last) = span ?? (1, 0);
        var choice = FateChoice.Find(model.Ask.Fate) ?? FateChoice.Every;
        return RegisterCsv.Of(
            $"{model.Branch.Id}-{first}-{last}", frame.Language,
            _reader.StreamAsync(model.Branch.Id, first, last, choice, context.RequestAborted));
    }

    private async Task<(RegisterModel Model, (long First, long Last)? Span)> JudgeAsync(
        HttpContext context, PageFrame frame)
    {
        var ask = RegisterAsk.Read(context.Request.Query);
        var branches = await queries.ReadBranchLinesAsync(frame.User!.Scope, context.RequestAborted);
        var branch = branches.FirstOrDefault(one => ask.Branch.Length == 0 || one.Id == ask.Branch);
        var model = new RegisterModel(branches, branch, ask, new Faults(), null);
        if (branch is null)
        {
            return (model, null);
        }

        var bounds = ask.Judge(BranchClock.Of(branch.TimeZone), model.Faults);
        return (model, model.Faults.Any
            ? null
            : await _reader.FindSpanAsync(branch, bounds, ask.IsOpen, context.RequestAborted));
    }

    private static int StatusOf(RegisterModel model) =>
        model.Faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
}
