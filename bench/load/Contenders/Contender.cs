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
        var stream = mode is Mode.Burst or Mode.Paced or Mode.Held ? "\"stream\":true," : "";
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

    public void Dispose() => process?.Dispose();
}
