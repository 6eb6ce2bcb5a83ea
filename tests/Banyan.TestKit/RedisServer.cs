using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.TestKit;

/// <summary>A Redis of a test's own on a free port of loopback, without files; ended with it.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int MostTries = 5;
    private readonly int _port;

    // Whoever else listens on this machine does not know it: what answers is this server.
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private Process? _process;

    private RedisServer(int port) => _port = port;

    /// <summary>How it is reached.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"redis://:{_secret}@127.0.0.1:{_port}");

    /// <summary>Starts one and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">Redis is not installed; the message says what to install.</exception>
    public static async Task<RedisServer> StartAsync()
    {
        if (!File.Exists("/usr/bin/redis-server"))
        {
            throw new InvalidOperationException("Redis is missing: install the Debian package 'redis-server'.");
        }

        for (var tries = 1; ; tries++)
        {
            var server = new RedisServer(FreePort());
            try
            {
                await server.ReviveAsync();
                return server;
            }
            catch (IOException) when (tries < MostTries)
            {
                // Somebody else took the port meanwhile.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>, empty, on the same port.</summary>
    /// <exception cref="IOException">It ended at once: its port is taken.</exception>
    public async Task ReviveAsync()
    {
        string[] words =
        [
            "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--requirepass", _secret, "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath(),
        ];
        _process = Process.Start(new ProcessStartInfo("/usr/bin/redis-server", words) { RedirectStandardOutput = true, UseShellExecute = false })!;
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        using var patience = new CancellationTokenSource(Patience);
        while (await AskAsync("PING") is not "+PONG")
        {
            if (_process.HasExited)
            {
                throw new IOException($"Redis did not start on port {_port}.");
            }

            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Holds it where it is: connections stay open and nobody answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>Empties it.</summary>
    public async Task FlushAsync()
    {
        if (await AskAsync("FLUSHALL") is not "+OK")
        {
            throw new InvalidOperationException("Redis did not empty itself.");
        }
    }

    /// <summary>Whether it holds a key.</summary>
    public async Task<bool> HasAsync(string key) => await AskAsync($"EXISTS {key}") is ":1";

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync();
    }

    private async Task<string?> AskAsync(string command)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {_secret}\r\n{command}\r\n"));
            using var answer = new StreamReader(client.GetStream());
            return await answer.ReadLineAsync() is "+OK" ? await answer.ReadLineAsync() : null;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return null;
        }
    }
}
