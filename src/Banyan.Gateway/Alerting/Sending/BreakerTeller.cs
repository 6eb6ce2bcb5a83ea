using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Tells of circuits that change; each node has its own.</summary>
internal sealed class BreakerTeller(IServiceEvents events, TimeProvider time) : IBreakerObserver
{
    /// <inheritdoc />
    public void Changed(string candidate, CandidateGate state) => events.Tell(ServiceEvent.Of(
        time.GetUtcNow(), ServiceEvent.Installation, EventTypes.BreakerChanged, new { candidate, state = Word(state), node = Environment.MachineName }));

    private static string Word(CandidateGate state) => state switch
    {
        CandidateGate.Closed => "closed",
        CandidateGate.HalfOpen => "half_open",
        CandidateGate.Open => "open",
    };
}
