using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Forms;

/// <summary>Tells a person what became of a form.</summary>
public static class Told
{
    /// <summary>One answer per case.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="path">The page to go to, done or not.</param>
    /// <param name="done">What to say where it was done.</param>
    /// <param name="gone">What to say where somebody else was first.</param>
    public static IResult Of(PageFrame frame, ActResult result, string path, Text done, Text gone) => result switch
    {
        ActResult.Done => Answers.Done(frame, path, done),
        ActResult.NotAllowed => Answers.NotAllowed(frame),
        ActResult.Unknown => Answers.Missing(frame),
        ActResult.Gone => Answers.Refused(frame, path, gone),
        ActResult.Away => Answers.Refused(frame, path, FormTexts.Away),
    };
}
