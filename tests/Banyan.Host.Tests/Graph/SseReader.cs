using System.Text.Json;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Graph;

/// <summary>Reads what a subscription tells. From when its source listens is not to be seen from outside: tests provoke until the first is told.</summary>
internal sealed class SseReader : IDisposable
{
    private readonly HttpResponseMessage _reply;
    private readonly StreamReader _lines;
    private readonly string _field;

    private SseReader(HttpResponseMessage reply, StreamReader lines, string field) => (_reply, _lines, _field) = (reply, lines, field);

    /// <summary>Subscribes.</summary>
    public static async Task<SseReader> OpenAsync(GraphClient client, string query, string field)
    {
        var reply = await client.SendAsync(JsonSerializer.Serialize(new { query }), "text/event-stream");
        return new SseReader(reply, new StreamReader(await reply.Content.ReadAsStreamAsync()), field);
    }

    /// <summary>The next event.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return JsonElement.Parse(line[6..]).GetProperty("data").GetProperty(_field);
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public void Dispose()
    {
        _lines.Dispose();
        _reply.Dispose();
    }
}
