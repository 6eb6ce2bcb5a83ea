using System.Net;
using System.Net.Http.Headers;
using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Fetching;

/// <summary>Asks backends for their documents, within bounds: 5 s, 1 MiB, the asked origin alone. A document that did not change (ETag) is taken from the shelf.</summary>
internal sealed class DiscoveryFetch(HttpMessageInvoker invoker, IBackendSecrets secrets, TimeProvider time)
{
    /// <summary>The largest document read.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int MostRedirects = 3;

    /// <summary>The longest one document may take, redirects included.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    private readonly DocumentShelf _shelf = new();

    /// <summary>Asks for a document.</summary>
    /// <param name="address">Where it is; must be of the backend's origin.</param>
    /// <param name="backend">Whose it is: its service secret goes along, to its own origin alone. Null for a directory, which gets none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Fetched> GetAsync(Uri address, Backend? backend, CancellationToken cancellationToken) =>
        BoundAsync(address, backend, bound => FollowAsync(address, backend, bound), cancellationToken);

    /// <summary>Sends one message with a body and hands the answer over; for protocols that ask by POST.</summary>
    public Task<Fetched> PostAsync(HttpRequestMessage request, Backend backend, Action<HttpResponseHeaders> seen, CancellationToken cancellationToken) =>
        BoundAsync(
            request.RequestUri!,
            backend,
            async bound =>
            {
                Authorize(request, backend);
                using var response = await invoker.SendAsync(request, bound);
                seen(response.Headers);
                return response.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices
                    ? await BoundedBody.ReadAsync(response.Content, bound)
                    : Refusal(response.StatusCode);
            },
            cancellationToken);

    private async Task<Fetched> BoundAsync(Uri address, Backend? backend, Func<CancellationToken, Task<Fetched>> work, CancellationToken cancellationToken)
    {
        if (!Origin.IsPlain(address) || (backend is not null && Origin.Of(address) != Origin.Of(backend.BaseUrl)))
        {
            return Fetched.Failed($"{Shown(address)} is not at the backend's own address and is not asked");
        }

        using var bound = new CancellationTokenSource(MostTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fetched.Failed($"{Shown(address)} did not come within 5 seconds");
        }
        catch (HttpRequestException broken) when (broken.InnerException is AddressRefusedException { IsForbidden: true } refused)
        {
            return Fetched.Failed($"{Shown(address)} is not asked: {refused.Message}");
        }
        catch (HttpRequestException broken)
        {
            return Fetched.Failed($"{Shown(address)} is not reachable ({broken.HttpRequestError})");
        }
        catch (IOException)
        {
            return Fetched.Failed($"{Shown(address)}: the connection broke");
        }
    }

    private async Task<Fetched> FollowAsync(Uri address, Backend? backend, CancellationToken cancellationToken)
    {
        var kept = _shelf.Find(address);
        var at = address;
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(at, backend, kept?.ETag);
            using var response = await invoker.SendAsync(request, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return await AnswerAsync(address, response, kept, cancellationToken);
            }

            var next = new Uri(at, location);
            if (redirects == MostRedirects || !Origin.IsPlain(next) || Origin.Of(next) != Origin.Of(address))
            {
                return Fetched.Failed($"{Shown(address)} redirects to another host, or too often; that is not followed");
            }

            at = next;
        }
    }

    private async Task<Fetched> AnswerAsync(Uri address, HttpResponseMessage response, KeptDocument? kept, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified && kept is not null)
        {
            return new Fetched(kept.Body, null);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return Refusal(response.StatusCode);
        }

        var fetched = await BoundedBody.ReadAsync(response.Content, cancellationToken);
        _shelf.Keep(address, response.Headers.ETag?.ToString(), fetched.Body);
        return fetched;
    }

    private static Fetched Refusal(HttpStatusCode status) =>
        (int)status is 404 or 405 or 410 or 501 ? Fetched.Absent : Fetched.Failed($"the backend answers {(int)status} instead of its description");

    private HttpRequestMessage Request(Uri address, Backend? backend, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11 };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, application/linkset+json, application/yaml;q=0.9, */*;q=0.1");
        request.Headers.TryAddWithoutValidation("User-Agent", "Banyan");
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        Authorize(request, backend);
        return request;
    }

    private void Authorize(HttpRequestMessage request, Backend? backend)
    {
        if (backend?.Auth.KeyRef is { } reference && secrets.Reveal(reference) is { } secret)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + secret);
        }
    }

    private static string Shown(Uri address) => Origin.Of(address) + address.AbsolutePath;
}
