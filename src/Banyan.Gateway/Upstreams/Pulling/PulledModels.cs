using System.Net.Http.Headers;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams.Pulling;

/// <summary>Has an Ollama fetch a model or delete one, over its native API and through the provider's own pool. Silence is bounded by the provider's total time, a whole act by an hour; whoever leaves stops a pull, and Ollama goes on from there the next time.</summary>
public sealed class PulledModels
{
    private const int MostErrorBytes = 64 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly Dialect Ollama = DialectTable.Get(DialectId.Ollama);
    private readonly EgressPool _egress;
    private readonly TimeProvider _time;

    internal PulledModels(EgressPool egress, TimeProvider time) => (_egress, _time) = (egress, time);

    /// <summary>Whether a provider fetches models at all: Ollama does, the others have what they have.</summary>
    public static bool Has(Provider provider) => string.Equals(provider.Kind, "ollama", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fetches a model and reads its progress to the end.</summary>
    /// <returns>Why not, as Ollama tells it; null when it is there.</returns>
    public async Task<Failure?> PullAsync(Provider provider, string model, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, "/api/pull", provider, model);
        return await SendAsync(provider, request, ReadAsync, cancellationToken);
    }

    /// <summary>Deletes a model.</summary>
    /// <returns>Why not, of kind <see cref="FailureKind.ModelGone"/> when there is none of that name; null when it is deleted.</returns>
    public async Task<Failure?> DeleteAsync(Provider provider, string model, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Delete, "/api/delete", provider, model);
        return await SendAsync(provider, request, static (_, _, _) => Task.FromResult<Failure?>(null), cancellationToken);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, Provider provider, string model)
    {
        var content = new ByteArrayContent(JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, model);
            writer.WriteEndObject();
        }));
        content.Headers.ContentType = Json;
        var request = new HttpRequestMessage(method, Endpoints.Addresses.Of(provider, path)) { Content = content };
        if (Key(provider) is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        return request;
    }

    private async Task<Failure?> SendAsync(Provider provider, HttpRequestMessage request, Func<Stream, Action, CancellationToken, Task<Failure?>> read, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(provider.Timeouts.Total, _time);
        using var whole = new CancellationTokenSource(Longest, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token, whole.Token);
        try
        {
            using var response = await _egress.For(provider).SendAsync(request, stop.Token);
            await using var stream = Decoding.Of(response, await response.Content.ReadAsStreamAsync(stop.Token));
            if (response.IsSuccessStatusCode)
            {
                var failure = await read(stream, () => silence.CancelAfter(provider.Timeouts.Total), stop.Token);
                return failure is null ? null : KeyMask.Apply(failure, Key(provider));
            }

            using var error = await WholeBody.ReadAsync(stream, response.Content.Headers.ContentLength, MostErrorBytes, stop.Token);
            return KeyMask.Apply(Ollama.ReadError((int)response.StatusCode, KeptHeaders.From(response), error.Memory.ToArray()), Key(provider));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Failure(FailureKind.TimedOut, "provider_timeout", "The provider said nothing for its whole time, or was not done within an hour.");
        }
        catch (HttpRequestException broken)
        {
            return TransportFailures.From(broken);
        }
        catch (IOException broken)
        {
            return TransportFailures.From(broken);
        }
    }

    /// <summary>Reads lines of progress. Only the line of success means that the model is there.</summary>
    private static async Task<Failure?> ReadAsync(Stream stream, Action heard, CancellationToken cancellationToken)
    {
        using var lines = new NdjsonFramer();
        var isDone = false;
        for (int read; (read = await stream.ReadAsync(lines.GetMemory(), cancellationToken)) > 0;)
        {
            heard();
            lines.Advance(read);
            while (lines.TryRead(out var line))
            {
                if (Judge(line, ref isDone) is { } failure)
                {
                    return failure;
                }
            }
        }

        return lines.TryEnd(out var last) && Judge(last, ref isDone) is { } late ? late : isDone ? null : TransportFailures.Cut();
    }

    private static Failure? Judge(Frame line, ref bool isDone)
    {
        if (line.Broke is { } broke)
        {
            return broke;
        }

        try
        {
            using var told = JsonDocument.Parse(line.Data);
            if (told.RootElement.ValueKind != JsonValueKind.Object)
            {
                return TransportFailures.Garbled("The provider's progress is not told in JSON objects.");
            }

            isDone |= told.RootElement.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String && status.ValueEquals("success"u8);
            return told.RootElement.TryGetProperty("error", out _) ? Ollama.ReadError(500, WireHeaders.None, line.Data.ToArray()) : null;
        }
        catch (JsonException)
        {
            return TransportFailures.Garbled("The provider's progress is not JSON.");
        }
    }

    private static string? Key(Provider provider) => provider.Keys.FirstOrDefault(key => key.Secret.IsPresent)?.Secret.Reveal();
}
