using System.Net;
using System.Net.Http.Headers;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Posts to Banyan's doors.</summary>
internal sealed class BanyanWire(BanyanClientOptions options, HttpMessageInvoker invoker, bool ownsInvoker) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly string _base = options.BaseAddress.AbsoluteUri.TrimEnd('/');

    /// <summary>Sends an ask and waits for the head of the answer.</summary>
    public Task<HttpResponseMessage> SendAsync(byte[] body, CancellationToken cancellationToken) => PostAsync("/v1/chat/completions", body, cancellationToken);

    /// <summary>Posts JSON to a path and waits for the head of the answer.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        var address = new Uri(_base + path);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body), VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Version = address.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11;
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {options.ApiKey}");
        return await invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        if (ownsInvoker)
        {
            invoker.Dispose();
        }
    }
}
