using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Forms;

/// <summary>Answers that many pages give.</summary>
public static class Answers
{
    /// <summary>404: there is no such thing, or none this person may see.</summary>
    public static IResult Missing(PageFrame frame) =>
        Pages.Show<RefusalPage>(frame, FormTexts.NotFoundDetail, StatusCodes.Status404NotFound);

    /// <summary>403: seen, and not to be changed by this person.</summary>
    public static IResult NotAllowed(PageFrame frame) =>
        Pages.Show<RefusalPage>(frame, FormTexts.NotAllowed, StatusCodes.Status403Forbidden);

    /// <summary>303 to a page that says what was done.</summary>
    public static IResult Done(PageFrame frame, string path, Text text) =>
        SeeOther.Saying(path, NoticeKind.Good, text[frame.Language]);

    /// <summary>303 to a page that says why nothing was done.</summary>
    public static IResult Refused(PageFrame frame, string path, Text text) =>
        SeeOther.Saying(path, NoticeKind.Bad, text[frame.Language]);
}
