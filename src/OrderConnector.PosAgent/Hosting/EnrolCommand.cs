using System.CommandLine;
using OrderConnector.PosAgent.Enrolling;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>enrol: makes the agent known to the cloud.</summary>
public static class EnrolCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var cloud = new Option<string>("--cloud") { Description = "Address of the cloud, https.", Required = true };
        var key = new Option<string>("--key") { Description = "The branch's registration key.", Required = true };
        var eas = new Option<string?>("--eas")
        {
            Description = "Serial number of the recording system; made where none is given.",
        };
        var branch = new Option<string?>("--branch")
        {
            Description = "The branch, where the registration key is for several.",
        };
        var enrol = new Command("enrol", "Makes this agent known to the cloud. May be repeated.")
        {
            cloud, key, eas, branch,
        };
        enrol.SetAction((parsed, cancellationToken) => EnrolAsync(
            world, CommandLine.FolderOf(world, parsed, data),
            new Enrolment(
                parsed.GetValue(cloud)!, parsed.GetValue(key)!, parsed.GetValue(eas), Surroundings.Version,
                parsed.GetValue(branch)),
            cancellationToken));
        return enrol;
    }

    private static async Task<int> EnrolAsync(
        Surroundings world, AgentFolder folder, Enrolment enrolment, CancellationToken cancellationToken)
    {
        try
        {
            var (branch, fault) = await new Enroller(folder, world.Chance.Bytes, world.Clock)
                .EnrolAsync(enrolment, cancellationToken);
            if (fault is not null)
            {
                await world.Error.WriteLineAsync(fault);
                return 1;
            }

            var identity = folder.ReadIdentity()!;
            await world.Out.WriteLineAsync(
                $"Enrolled as agent {identity.AgentId} of branch {branch}, EAS serial number "
                + $"{identity.EasSerialNumber}.");
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await world.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
