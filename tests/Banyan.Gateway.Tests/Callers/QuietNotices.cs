using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Callers;

/// <summary>Notices that are all lost; those told are counted.</summary>
internal sealed class QuietNotices : IChangeNotices, IDisposable
{
    public List<string> Told { get; } = [];

    public Task TellAsync(string topic, string text, CancellationToken cancellationToken)
    {
        Told.Add(topic);
        return Task.CompletedTask;
    }

    public IDisposable Listen(string topic, Action<string> heard) => this;

    public void Dispose()
    {
        // Nothing was listened to.
    }
}
