using System.Net;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Tests.Showing;

public sealed class LeavingAPageOpen
{
    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.SeeOther)]
    public async Task Only_a_person_s_own_request_keeps_the_session(bool isScript, HttpStatusCode later)
    {
        var clock = new ShiftedClock();
        await using var cloud = await CloudUnderTest.StartAsync(clock);
        using var reader = await PortalBrowser.LoggedInAsync(cloud, PortalRole.Administrator);

        clock.Shift = SessionLife.Idle - TimeSpan.FromMinutes(5);
        using (var request = new HttpRequestMessage(HttpMethod.Get, "/portal"))
        {
            if (isScript)
            {
                request.Headers.Add(Notices.LiveHeader, "1");
            }

            using var answer = await reader.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        clock.Shift = SessionLife.Idle + TimeSpan.FromMinutes(5);
        using var afterwards = await reader.Http.GetAsync("/portal");
        Assert.Equal(later, afterwards.StatusCode);
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
