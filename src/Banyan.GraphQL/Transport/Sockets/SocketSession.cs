using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Transport.Sockets;

/// <summary>A socket of the protocol <c>graphql-transport-ws</c>, from its opening to its close.</summary>
internal sealed class SocketSession(ServerParts parts, GraphSocket asked) : IDisposable
{
    /// <summary>The only subprotocol spoken.</summary>
    public const string Protocol = "graphql-transport-ws";

    private static readonly GraphError TooMany = new("The socket has as many operations running as it may.") { Code = TransportCodes.TooManySubscriptions };

    private static readonly GraphError Stopping = new("The server is shutting down; ask again.") { Code = TransportCodes.ShuttingDown };

    private readonly ConcurrentDictionary<string, SocketOperation> _operations = new(StringComparer.Ordinal);
    private readonly SocketWriter _writer = new(asked.Socket);
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _heardAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GraphContext? _context;
    private string? _key;
    private bool _isInitialised;
    private long _lastRead = parts.Options.Time.GetTimestamp();
    private volatile bool _isGoing;
    private int _isClosing;
    private Task _closing = Task.CompletedTask;

    /// <summary>Serves the socket until either side closes it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (asked.Socket.SubProtocol != Protocol)
        {
            await _writer.CloseAsync(CloseCode.Subprotocol, cancellationToken);
            return;
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
        var options = parts.Options;
        await using var init = options.Time.CreateTimer(_ => OnInitTime(), null, options.InitTimeout, Timeout.InfiniteTimeSpan);
        await using var rights = options.Time.CreateTimer(_ => OnTick(), null, options.RightsInterval, options.RightsInterval);
        await using var stopping = options.Stopping.Register(BeginToGo);
        try
        {
            await ReadAllAsync(linked.Token);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested || Volatile.Read(ref _isClosing) == 1)
        {
            // Closed here, the socket given up before the reader was told, or the connection broke.
        }
        catch (WebSocketException)
        {
            // The client is gone without a word.
        }
        finally
        {
            _heardAll.TrySetResult();
            StopAll();
            if (_key is not null)
            {
                parts.Sockets.Leave(_key);
            }

            await _closing;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _over.Dispose();
        _writer.Dispose();
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var reader = new SocketReader(asked.Socket, parts.Options.MaxRequestBytes);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            Volatile.Write(ref _lastRead, parts.Options.Time.GetTimestamp());
            if (Volatile.Read(ref _isClosing) == 1 && read.Message is not null)
            {
                continue;
            }

            var refused = read.Message is { } message ? await ObeyAsync(message, cancellationToken) : read.Refused;
            if (refused is { } code && Interlocked.Exchange(ref _isClosing, 1) == 0)
            {
                await CloseAsync(code, isRead: false);
            }

            if (refused is not null || read.Message is null)
            {
                await _writer.CloseAsync(new CloseCode((int)WebSocketCloseStatus.NormalClosure, ""), cancellationToken);
                return;
            }
        }
    }

    private async ValueTask<CloseCode?> ObeyAsync(SocketMessage message, CancellationToken cancellationToken)
    {
        switch (message.Type)
        {
            case "connection_init":
                return await InitialiseAsync(message, cancellationToken);
            case "ping":
                await _writer.SendAsync("pong", message.Payload, cancellationToken);
                return null;
            case "subscribe":
                return await SubscribeAsync(message.Id!, message.Payload!.Value, cancellationToken);
            case "complete":
                if (_operations.TryRemove(message.Id!, out var ended))
                {
                    ended.Stop();
                }

                return null;
            default:
                return null;
        }
    }

    private async ValueTask<CloseCode?> InitialiseAsync(SocketMessage message, CancellationToken cancellationToken)
    {
        if (_isInitialised)
        {
            return CloseCode.SecondInit;
        }

        _isInitialised = true;
        var context = message.Authorization is { } authorization ? await asked.Authenticate(authorization, cancellationToken) : asked.Context;
        if (context is null || !parts.Options.IsStillValid(context.User))
        {
            return CloseCode.Forbidden;
        }

        var key = parts.Options.KeyOf(context.User);
        if (!parts.Sockets.TryEnter(key))
        {
            return CloseCode.TooMany;
        }

        _key = key;
        Volatile.Write(ref _context, context);
        await _writer.SendAsync("connection_ack", null, cancellationToken);
        return null;
    }

    private async ValueTask<CloseCode?> SubscribeAsync(string id, JsonElement payload, CancellationToken cancellationToken)
    {
        if (_context is not { } context)
        {
            return CloseCode.Unauthorized;
        }

        if (_operations.ContainsKey(id))
        {
            return CloseCode.IdInUse(id);
        }

        if (_operations.Count >= parts.Options.MaxOperationsPerSocket)
        {
            await _writer.ErrorAsync(id, [TooMany], cancellationToken);
            return null;
        }

        var operation = new SocketOperation(parts, _writer, context, id);
        _operations[id] = operation;
        if (_isGoing)
        {
            // Looked at after it was added: whoever begins to go sees the one or is seen by the other.
            Forget(id, operation);
            await _writer.ErrorAsync(id, [Stopping], cancellationToken);
            return null;
        }

        _ = FollowAsync(operation, id, payload, cancellationToken);
        return null;
    }

    private async Task FollowAsync(SocketOperation operation, string id, JsonElement payload, CancellationToken cancellationToken)
    {
        try
        {
            await operation.RunAsync(payload, cancellationToken);
        }
        catch (Exception)
        {
            // A bug outside any resolver: the socket can't go on as if nothing had been.
            Close(new CloseCode((int)WebSocketCloseStatus.InternalServerError, "Internal error"));
        }
        finally
        {
            Forget(id, operation);
        }
    }

    private void Forget(string id, SocketOperation operation)
    {
        _operations.TryRemove(KeyValuePair.Create(id, operation));
        operation.Dispose();
        GoWhenDone();
    }

    // Feeds complete by themselves; what gives an answer gives it first.
    private void BeginToGo()
    {
        _isGoing = true;
        GoWhenDone();
    }

    private void GoWhenDone()
    {
        if (_isGoing && _operations.IsEmpty)
        {
            Close(CloseCode.GoingAway);
        }
    }

    private void OnInitTime()
    {
        if (!_isInitialised)
        {
            Close(CloseCode.InitTimeout);
        }
    }

    private void OnTick()
    {
        if (Volatile.Read(ref _context) is not { } context)
        {
            return;
        }

        if (!parts.Options.IsStillValid(context.User))
        {
            Close(CloseCode.Forbidden);
            return;
        }

        if (parts.Options.Time.GetElapsedTime(Volatile.Read(ref _lastRead)) >= parts.Options.KeepAlive)
        {
            Volatile.Write(ref _lastRead, parts.Options.Time.GetTimestamp());
            _ = PingAsync();
        }
    }

    private async Task PingAsync()
    {
        try
        {
            await _writer.SendAsync("ping", null, _over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Reading notices it too.
        }
    }

    private void StopAll()
    {
        foreach (var operation in _operations.Values)
        {
            operation.Stop();
        }
    }

    private void Close(CloseCode code)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0)
        {
            _closing = CloseAsync(code, isRead: true);
        }
    }

    // The client answers the close, or the connection is given up. What runs yet is not told that it is complete: it is not.
    private async Task CloseAsync(CloseCode code, bool isRead)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), parts.Options.Time);
        try
        {
            await _writer.CloseAsync(code, patience.Token);
            StopAll();
            if (isRead)
            {
                // Giving up a read resets the connection, and the client might never see why: it is given time to answer.
                await _heardAll.Task.WaitAsync(patience.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            asked.Socket.Abort();
        }

        await _over.CancelAsync();
    }
}
