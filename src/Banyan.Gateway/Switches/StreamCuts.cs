using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>Finds the switch that ends an answer under way.</summary>
/// <remarks>Asked from beside the exchange's own thread: its lists only grow, so they are looked through as far as they go, and again at the next look.</remarks>
public static class StreamCuts
{
    /// <summary>The switch that cuts an answer by who asks, or by a model that is at work for it: hedged attempts and the turns of a tool loop too. Null when none does.</summary>
    public static KillSwitch? Of(ISwitches switches, Exchange exchange)
    {
        if (switches.Of(exchange.Caller) is { CutsStreams: true } kill)
        {
            return kill;
        }

        if (!switches.IsAnyThrown(exchange.Caller.Tenant))
        {
            return null;
        }

        var found = AtWork(switches, exchange);
        for (var i = exchange.Followed.Count - 1; i >= 0 && found is null; i--)
        {
            found = exchange.Followed[i] is { } later ? AtWork(switches, later) : null;
        }

        return found;
    }

    private static KillSwitch? AtWork(ISwitches switches, Exchange exchange)
    {
        for (var i = exchange.Attempts.Count - 1; i >= 0; i--)
        {
            if (exchange.Attempts[i] is { Outcome: Outcome.Running } attempt && switches.Of(exchange.Caller.Tenant, attempt.Candidate.Model) is { CutsStreams: true } kill)
            {
                return kill;
            }
        }

        return null;
    }
}
