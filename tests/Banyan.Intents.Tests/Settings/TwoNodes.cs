using Banyan.Gateway.Spine;
using Banyan.Intents.Settings.Deciding;

namespace Banyan.Intents.Tests.Settings;

/// <summary>A store of decisions and the notices of the nodes that share it, in memory.</summary>
internal sealed class TwoNodes : IDecisionStore, IChangeNotices
{
    private readonly List<Action<string>> _listeners = [];

    public List<OperatorDecision> Decisions { get; } = [];

    public List<AuditAct> Acts { get; } = [];

    public bool IsAway { get; set; }

    public Task<IReadOnlyList<OperatorDecision>> ReadAsync(CancellationToken cancellationToken) =>
        IsAway ? throw new StoreAwayException("away") : Task.FromResult<IReadOnlyList<OperatorDecision>>([.. Decisions]);

    public Task PutAsync(OperatorDecision decision, AuditAct act, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new StoreAwayException("away");
        }

        Decisions.RemoveAll(one => one.Kind == decision.Kind && one.Key == decision.Key);
        Decisions.Add(decision);
        Acts.Add(act);
        return Task.CompletedTask;
    }

    public Task TellAsync(string topic, string text, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new StoreAwayException("away");
        }

        _listeners.ForEach(heard => heard(text));
        return Task.CompletedTask;
    }

    public IDisposable Listen(string topic, Action<string> heard)
    {
        _listeners.Add(heard);
        return new Listening();
    }

    private sealed class Listening : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
