using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>Asks a backend's health path once.</summary>
internal sealed class HealthProbe(BackendInvoker invoker, CallAuthor author, TimeProvider time) : IHealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public async ValueTask<bool?> IsWellAsync(Backend backend, CancellationToken cancellationToken)
    {
        // The path may be the backend's own word: it must not lead to another host, least of all with the backend's secret.
        if (!Uri.TryCreate(backend.BaseUrl, backend.HealthPath, out var address) || !Origin.IsSame(address, backend.BaseUrl))
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (author.Sign(request, backend, null) is not null)
        {
            return null;
        }

        using var over = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            using var response = await invoker.Http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode ? true : (int)response.StatusCode >= 500 ? false : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
