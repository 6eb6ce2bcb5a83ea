using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Banyan.TestKit.Wall;

/// <summary>A provider on loopback that does exactly what it is told, byte for byte: answers, streams, stalls, lies, and hangs up.</summary>
/// <remarks>It speaks raw HTTP/1.1 over a socket of its own, since a real server would refuse to misbehave.</remarks>
public sealed class ScriptedWall : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<WallRequest> _requests = new();
    private readonly ConcurrentDictionary<WallConnection, bool> _connections = new();
    private readonly Func<WallRequest, WallScript> _respond;
    private readonly Task _accepting;

    private ScriptedWall(Func<WallRequest, WallScript> respond)
    {
        _respond = respond;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Every request that came, in order of arrival.</summary>
    public IReadOnlyCollection<WallRequest> Requests => _requests;

    /// <summary>Starts a wall that answers each request by a script.</summary>
    public static ScriptedWall Start(Func<WallRequest, WallScript> respond) => new(respond);

    /// <summary>Starts a wall that plays scripts in order, the last one for all further requests.</summary>
    public static ScriptedWall Start(params WallScript[] scripts)
    {
        var next = -1;
        return new ScriptedWall(_ => scripts[Math.Min(Interlocked.Increment(ref next), scripts.Length - 1)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }

        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var connection = new WallConnection(await _listener.AcceptSocketAsync(_stop.Token), Take);
                _connections[connection] = true;
                _ = ServeAsync(connection);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The wall was told to end.
        }
    }

    private async Task ServeAsync(WallConnection connection)
    {
        try
        {
            await connection.ServeAsync(_stop.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The client hung up, or the wall was told to end.
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }

    private WallScript Take(WallRequest request)
    {
        _requests.Enqueue(request);
        return _respond(request);
    }
}
