using System.Collections.Immutable;
using Banyan.Gateway.Spine;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Notices in memory.</summary>
internal sealed class MemoryNotices : IChangeNotices
{
    private ImmutableList<(string Topic, Action<string> Heard)> _all = [];

    public Task TellAsync(string topic, string text, CancellationToken cancellationToken)
    {
        _all.Where(one => one.Topic == topic).ToList().ForEach(one => one.Heard(text));
        return Task.CompletedTask;
    }

    public IDisposable Listen(string topic, Action<string> heard)
    {
        var listener = (topic, heard);
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), listener);
        return new Ending(() => ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), listener));
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
