using Banyan.Gateway.Spine;

namespace Banyan.Storage.Notices;

/// <summary>Notices of a service that is one node: in process.</summary>
internal sealed class LocalNotices : IChangeNotices
{
    private readonly Listeners _listeners = new();

    /// <inheritdoc />
    public Task TellAsync(string topic, string text, CancellationToken cancellationToken)
    {
        _listeners.Tell(topic, text);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public IDisposable Listen(string topic, Action<string> heard) => _listeners.Add(topic, heard);
}
