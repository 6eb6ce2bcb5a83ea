using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Switches;

/// <summary>Stopping things and letting them go on. Each act is written to the audit log with the change itself.</summary>
internal static class SwitchMutations
{
    private const string Write = "kill:write";

    private const string InputFields =
        """
        "What it stops." scope: SwitchScope!, "Which one of the scope; * for GLOBAL." scopeId: String! = "*", "Whether answers under way are ended too." cutStreams: Boolean! = false,
        "Why, 1 to 500 characters." reason: String!, "From when on it stops nothing; never when left out." expiresAt: DateTime
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("KillSwitchInput", "Something to be stopped.", InputFields, fields => fields);
        graph.Mutation("setKillSwitch(input: KillSwitchInput!): KillSwitch!", SetAsync, "Stops something, on every node within a second; one of the same scope is thrown anew.").Arg("input", "What, and why.").Requires(Write);
        graph.Mutation("clearKillSwitch(id: ID!): Boolean!", ClearAsync, "Takes a switch back.").Arg("id", "The switch.").Requires(Write);
        graph.Mutation("setDirectMode(enabled: Boolean!, reason: String!, expiresAt: DateTime): DirectMode", DirectAsync, "Switches the emergency direct mode on or off; null when it is off.")
            .Arg("enabled", "Whether it is on.").Arg("reason", "Why, 1 to 500 characters.").Arg("expiresAt", "When it ends by itself; never when left out.")
            .Requires(Write);
    }

    private static async ValueTask<KillSwitch> SetAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var (thrown, failure) = await context.Get<IKillSwitches>().SetAsync(
            context.Caller(), input.Get<SwitchScope>("scope"), input.Text("scopeId")!, input.Get<bool>("cutStreams"), input.Text("reason")!, input.Get<DateTimeOffset?>("expiresAt"), context.Cancelled);
        return thrown ?? throw new RefusedException(failure!);
    }

    private static async ValueTask<bool> ClearAsync(FieldContext context)
    {
        var failure = Guid.TryParse(context.Arg<string>("id"), out var id)
            ? await context.Get<IKillSwitches>().ClearAsync(context.Caller(), id, context.Cancelled)
            : throw GraphActs.NotFound("There is no such switch in force.");
        return failure is null ? true : throw new RefusedException(failure);
    }

    private static async ValueTask<DirectMode?> DirectAsync(FieldContext context)
    {
        var switches = context.Get<IKillSwitches>();
        var failure = await switches.SetDirectAsync(context.Caller(), context.Arg<bool>("enabled"), context.Arg<string>("reason"), context.Arg<DateTimeOffset?>("expiresAt"), context.Cancelled);
        return failure is null ? switches.Direct(context.Caller().Tenant) : throw new RefusedException(failure);
    }
}
