using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Transport.Http;

/// <summary>Reads operations out of JSON and out of addresses.</summary>
internal static class Requests
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128 };

    /// <summary>The request can't be understood.</summary>
    public static GraphRefusal Malformed(string message, int status = 400) => new(status, new GraphError(message) { Code = TransportCodes.BadRequest });

    /// <summary>The operations of a body; <c>IsList</c> when they came as a list.</summary>
    public static (List<GraphCall>? Calls, bool IsList, GraphRefusal? Refused) FromBody(ReadOnlySpan<byte> body, GraphServerOptions options)
    {
        JsonElement json;
        try
        {
            json = JsonElement.Parse(body, Strict);
        }
        catch (JsonException)
        {
            return (null, false, Malformed("The body is not JSON; send one UTF-8 JSON object."));
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            var (one, refused) = FromJson(json, options);
            return (one is null ? null : [one], false, refused);
        }

        var count = json.GetArrayLength();
        if (options.MaxBatch == 1 || count == 0 || count > options.MaxBatch)
        {
            var message = options.MaxBatch == 1 ? "Send one operation at a time." : $"Send between 1 and {options.MaxBatch} operations at a time.";
            return (null, false, new GraphRefusal(400, new GraphError(message) { Code = TransportCodes.BatchRefused }));
        }

        var calls = new List<GraphCall>(count);
        foreach (var item in json.EnumerateArray())
        {
            var (call, refused) = FromJson(item, options);
            if (call is null)
            {
                return (null, false, refused);
            }

            calls.Add(call);
        }

        return (calls, true, null);
    }

    /// <summary>One operation from a JSON object.</summary>
    public static (GraphCall? Call, GraphRefusal? Refused) FromJson(JsonElement json, GraphServerOptions options)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, Malformed("The body must be a JSON object with \"query\"."));
        }

        var query = Member(json, "query");
        var name = Member(json, "operationName");
        var variables = Member(json, "variables");
        var extensions = Member(json, "extensions");
        var wrong = query is not null and not { ValueKind: JsonValueKind.String } ? "\"query\" must be a string."
            : name is not null and not { ValueKind: JsonValueKind.String } ? "\"operationName\" must be a string or null."
            : variables is not null and not { ValueKind: JsonValueKind.Object } ? "\"variables\" must be an object or null."
            : extensions is not null and not { ValueKind: JsonValueKind.Object } ? "\"extensions\" must be an object or null."
            : query is null && extensions is null ? "\"query\" is missing."
            : null;
        if (wrong is not null)
        {
            return (null, Malformed(wrong));
        }

        return Bounded(new GraphCall(query?.GetString(), name?.GetString(), variables, extensions), options);
    }

    /// <summary>The operation of an address.</summary>
    public static (GraphCall? Call, GraphRefusal? Refused) FromAddress(GraphRequest request, GraphServerOptions options)
    {
        var (query, name) = (request.Query("query"), request.Query("operationName"));
        var (variables, extensions) = (request.Query("variables"), request.Query("extensions"));
        if ((query?.Length ?? 0) + (variables?.Length ?? 0) + (extensions?.Length ?? 0) > options.MaxRequestBytes)
        {
            return (null, TooLarge($"A request may have {options.MaxRequestBytes} bytes."));
        }

        if (string.IsNullOrEmpty(query) && string.IsNullOrEmpty(extensions))
        {
            return (null, Malformed("The parameter \"query\" is missing."));
        }

        if (!TryParse(variables, out var values) || !TryParse(extensions, out var more))
        {
            return (null, Malformed("\"variables\" and \"extensions\" must be JSON objects."));
        }

        return Bounded(new GraphCall(string.IsNullOrEmpty(query) ? null : query, string.IsNullOrEmpty(name) ? null : name, values, more), options);
    }

    /// <summary>Something is larger than allowed.</summary>
    public static GraphRefusal TooLarge(string message) => new(413, new GraphError(message) { Code = TransportCodes.RequestTooLarge });

    private static (GraphCall? Call, GraphRefusal? Refused) Bounded(GraphCall call, GraphServerOptions options) =>
        call.Variables is { } variables && System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(variables).Length > options.MaxVariablesBytes
            ? (null, TooLarge($"Variables may have {options.MaxVariablesBytes} bytes."))
            : (call, null);

    private static bool TryParse(string? text, out JsonElement? value)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        try
        {
            var parsed = JsonElement.Parse(text, Strict);
            value = parsed.ValueKind == JsonValueKind.Object ? parsed : null;
            return parsed.ValueKind is JsonValueKind.Object or JsonValueKind.Null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A member that is null equals one that is absent.
    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
