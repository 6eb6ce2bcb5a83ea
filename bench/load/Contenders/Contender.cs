using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Banyan.Load.Driving;
using Banyan.Load.Upstream;

namespace Banyan.Load.Contenders;

/// <summary>Something that can stand between the load and the upstream; without a process it is the upstream itself.</summary>
internal sealed class Contender(string name, int port, Child? process, string modelPrefix, string headers, int? mostBodyBytes = null) : IDisposable
{
    public string Name => name;

    public int Port => port;

    public Child? Process => process;

    /// <summary>Largest body it takes part with; null for any.</summary>
    public int? MostBodyBytes => mostBodyBytes;

    /// <summary>The same under another name.</summary>
    public Contender Named(string other) => new(other, port, process, modelPrefix, headers, mostBodyBytes);

    /// <summary>The bytes of one ask: a chat completion whose body is about as long as wanted.</summary>
    public byte[] Ask(Mode mode, int bodyBytes)
    {
        var model = modelPrefix + mode.ToString().ToLowerInvariant();
        var stream = mode is Mode.Burst or Mode.Paced or Mode.Long or Mode.Held ? "\"stream\":true," : "";
        var start = $"{{\"model\":\"{model}\",{stream}\"temperature\":0.2,\"max_tokens\":64,\"messages\":[{{\"role\":\"system\",\"content\":\"Answer briefly.\"}},";
        var question = new StringBuilder(start).Append("{\"role\":\"user\",\"content\":\"");
        while (question.Length < bodyBytes - 4)
        {
            question.Append("The quick brown fox jumps over the lazy dog. ");
        }

        question.Length = Math.Max(start.Length + 40, bodyBytes - 4);
        var body = question.Append("\"}]}").ToString();
        return Encoding.ASCII.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nAccept: */*\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");
    }

    /// <summary>Waits until it answers.</summary>
    public async Task ReadyAsync()
    {
        var ask = Ask(Mode.Whole, 300);
        for (var i = 0; i < 4_000; i++)
        {
            try
            {
                using var connection = new Connection(port);
                if ((await connection.AskAsync(ask, CancellationToken.None)).IsWhole)
                {
                    return;
                }
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Not listening yet.
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"{name} did not answer within 20 seconds.");
    }

    /// <summary>What it says of itself under a name, now; NaN where it does not.</summary>
    public async Task<double> GaugeAsync(string gauge)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes($"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Connection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        var line = (await reader.ReadToEndAsync()).Split('\n').FirstOrDefault(one => one.StartsWith(gauge + " ", StringComparison.Ordinal));
        return line is null ? double.NaN : double.Parse(line.AsSpan(gauge.Length + 1), CultureInfo.InvariantCulture);
    }

    public void Dispose() => process?.Dispose();
}
