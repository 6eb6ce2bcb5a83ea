using System.Text;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;

namespace Banyan.Host.Tests.Processes;

/// <summary>One ask to a running process, and its answer as it comes.</summary>
internal sealed class HostCall : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _stream;
    private readonly MemoryStream _read = new();

    private HostCall(HttpResponseMessage response, Stream stream) => (_response, _stream) = (response, stream);

    public int Status => (int)_response.StatusCode;

    public string Text => Encoding.UTF8.GetString(_read.ToArray());

    public byte[] Body => _read.ToArray();

    /// <summary>The head, a line a header, but for when and how it was sent.</summary>
    public IReadOnlyList<string> Head =>
    [
        .. _response.Headers.Concat(_response.Content.Headers).SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}"))
            .Where(line => !line.StartsWith("Date:", StringComparison.Ordinal) && !line.StartsWith("Transfer-Encoding:", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public string RequestId => _response.Headers.GetValues("x-request-id").First();

    /// <summary>Asks through a dialect's own door, and returns with the head of the answer.</summary>
    public static Task<HostCall> AskAsync(HostProcess host, WireTalk talk, string key, bool streams) =>
        AskAsync(host.Http, talk, streams, "Hello", ("Authorization", $"Bearer {key}"));

    /// <summary>Asks through a dialect's own door with headers of one's own, and returns with the head of the answer.</summary>
    public static async Task<HostCall> AskAsync(HttpClient http, WireTalk talk, bool streams, string text, params (string Name, string Value)[] headers)
    {
        var (path, body) = talk.Ask($"p{talk.Letter}/up", streams, text);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new HostCall(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Asks and reads the whole answer.</summary>
    public static async Task<(int Status, string Text)> WholeAsync(HostProcess host, WireTalk talk, string key, bool streams = false)
    {
        using var call = await AskAsync(host, talk, key, streams);
        await call.RestAsync();
        return (call.Status, call.Text);
    }

    /// <summary>Reads until this text has come.</summary>
    public async Task SeenAsync(string text)
    {
        while (!Text.Contains(text, StringComparison.Ordinal))
        {
            (await MoreAsync()).ShouldBeTrue($"ended before '{text}' came: {Text}");
        }
    }

    /// <summary>Reads to the end; a cut connection throws.</summary>
    public async Task RestAsync()
    {
        while (await MoreAsync())
        {
        }
    }

    public void Dispose()
    {
        _response.Dispose();
        _read.Dispose();
    }

    private async Task<bool> MoreAsync()
    {
        var buffer = new byte[16 * 1024];
        using var patience = new CancellationTokenSource(Patience.Long);
        var count = await _stream.ReadAsync(buffer, patience.Token);
        _read.Write(buffer, 0, count);
        return count > 0;
    }
}
