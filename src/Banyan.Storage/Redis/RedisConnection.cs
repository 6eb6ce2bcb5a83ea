using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Redis;

/// <summary>One connection that many callers share: commands go out in order and the replies come back in order. Broken once, or silent for ten seconds, it stays broken.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly ConcurrentQueue<TaskCompletionSource<RedisReply>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;
    private volatile Exception? _broken;

    private readonly TimeProvider _time;

    private RedisConnection(Socket socket, Stream stream, TimeProvider time) => (_socket, _stream, _time) = (socket, stream, time);

    /// <summary>Whether commands can be sent.</summary>
    public bool IsOpen => _broken is null;

    /// <summary>Connects, signs in and chooses the database.</summary>
    /// <exception cref="StoreAwayException">It can't be reached, or refuses.</exception>
    public static async Task<RedisConnection> OpenAsync(RedisAddress address, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (address.IsTls)
            {
                var secured = new SslStream(stream);
                await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellationToken);
                stream = secured;
            }

            var connection = new RedisConnection(socket, stream, time);
            connection._reading = connection.ReadAsync();
            await connection.GreetAsync(address, cancellationToken);
            return connection;
        }
        catch (Exception failed) when (failed is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            socket.Dispose();
            throw failed as StoreAwayException ?? new StoreAwayException($"Redis at {address} can't be reached.", failed);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and awaits its reply; an error is a reply too.</summary>
    /// <exception cref="StoreAwayException">The connection broke, or nothing came for ten seconds.</exception>
    public async Task<RedisReply> AskAsync(params string[] words)
    {
        try
        {
            return await SendAsync(words).WaitAsync(Silence, _time);
        }
        catch (TimeoutException silent)
        {
            // The other end may be gone without a word: the next caller connects anew.
            Break(silent);
            throw Away(silent);
        }
    }

    private async Task<RedisReply> SendAsync(string[] words)
    {
        var command = RespWriter.Write(words);
        var reply = new TaskCompletionSource<RedisReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _writing.WaitAsync();
        try
        {
            if (_broken is { } before)
            {
                throw Away(before);
            }

            _waiting.Enqueue(reply);
            await _stream.WriteAsync(command, _closing.Token);
        }
        catch (Exception failed) when (failed is IOException or OperationCanceledException or ObjectDisposedException && failed is not StoreAwayException)
        {
            Break(failed);
        }
        finally
        {
            _writing.Release();
        }

        return await reply.Task;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Break(new IOException("The connection was closed."));
        await _reading;
    }

    private async Task GreetAsync(RedisAddress address, CancellationToken cancellationToken)
    {
        if (address.Password.Length > 0)
        {
            string[] words = address.User.Length > 0 ? ["AUTH", address.User, address.Password] : ["AUTH", address.Password];
            await AcceptedAsync(words, address, cancellationToken);
        }

        if (address.Database != 0)
        {
            await AcceptedAsync(["SELECT", address.Database.ToString(System.Globalization.CultureInfo.InvariantCulture)], address, cancellationToken);
        }
    }

    private async Task AcceptedAsync(string[] words, RedisAddress address, CancellationToken cancellationToken)
    {
        if (await AskAsync(words).WaitAsync(cancellationToken) is { IsError: true })
        {
            throw new StoreAwayException($"Redis at {address} refused {words[0]}.");
        }
    }

    private async Task ReadAsync()
    {
        var reader = new RespReader(_stream);
        try
        {
            while (true)
            {
                var reply = await reader.ReadAsync(_closing.Token);
                if (!_waiting.TryDequeue(out var waiting))
                {
                    throw new IOException("Redis answered without being asked.");
                }

                waiting.TrySetResult(reply);
            }
        }
        catch (Exception failed) when (failed is IOException or OperationCanceledException or ObjectDisposedException)
        {
            Break(failed);
        }
    }

    private void Break(Exception why)
    {
        _broken ??= why;
        _closing.Cancel();
        _socket.Dispose();
        while (_waiting.TryDequeue(out var waiting))
        {
            waiting.TrySetException(Away(why));
        }
    }

    private static StoreAwayException Away(Exception why) => new("The connection to Redis broke: " + why.Message, why);
}
