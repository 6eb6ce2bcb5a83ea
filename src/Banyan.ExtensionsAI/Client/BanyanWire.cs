using System.Net;
using System.Net.Http.Headers;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Posts asks to Banyan's door for chat completions.</summary>
internal sealed class BanyanWire(BanyanClientOptions options, HttpMessageInvoker invoker, bool ownsInvoker) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _address = new(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/v1/chat/completions");

    /// <summary>Sends an ask and waits for the head of the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body), VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Version = _address.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11;
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
