using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>Writes a call down as an HTTP request: each parameter in its place, encoded for it; never to another host than the backend's own.</summary>
internal static class RequestWriter
{
    /// <summary>Writes a request.</summary>
    /// <param name="operation">How the backend does it.</param>
    /// <param name="arguments">A JSON object in the backend's names.</param>
    /// <param name="idempotencyKey">The key of a write; null for a read.</param>
    public static (HttpRequestMessage? Request, CallFault? Fault) Write(IntentOperation operation, JsonElement arguments, string? idempotencyKey)
    {
        var parts = new RequestParts(operation);
        foreach (var argument in arguments.EnumerateObject().Where(argument => argument.Value.ValueKind != JsonValueKind.Null))
        {
            if (parts.Place(argument.Name, argument.Value) is { } fault)
            {
                return (null, fault);
            }
        }

        if (parts.Address() is not { } address)
        {
            return (null, new CallFault(ProblemWords.ArgInvalid, $"A part of the address of {operation.OperationId} is missing or not allowed there."));
        }

        var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in parts.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        if (parts.Body() is { } body)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return (request, null);
    }
}
