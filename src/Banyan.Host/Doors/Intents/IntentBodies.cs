using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Banyan.Wire;

namespace Banyan.Host.Doors.Intents;

/// <summary>A message as it is sent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MessageBody
{
    public required string ClientMessageId { get; init; }

    public required string Text { get; init; }
}

/// <summary>What a person says to a confirmation: <c>approve</c> or <c>decline</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DecisionBody
{
    public required string Decision { get; init; }
}

/// <summary>A conversation to be made; a name of the client's own finds it again.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConversationBody
{
    public string? Name { get; init; }
}

/// <summary>Reads the bodies of the orchestrator's doors: small, whole, and with nothing in them that is not understood.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(ConversationBody))]
internal sealed partial class IntentBodies : JsonSerializerContext
{
    private const long MostBytes = 64 * 1024;

    /// <summary>Reads a body.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">What is expected.</param>
    public static async Task<(T? Body, Failure? Refused)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        var (bytes, refused) = await RequestBody.ReadAsync(http, MostBytes);
        using (bytes)
        {
            return bytes is null ? (null, refused) : Parse(bytes.Memory.Span, type);
        }
    }

    private static (T? Body, Failure? Refused) Parse<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type) is { } read ? (read, null) : (null, IntentFailures.Invalid("The body must be a JSON object."));
        }
        catch (JsonException) when (!IsJson(bytes))
        {
            return (null, new Failure(FailureKind.CallerFault, "invalid_json", "The body is not JSON; send one UTF-8 JSON object."));
        }
        catch (JsonException wrong)
        {
            // Its words name members and positions of the caller's own body, and types of ours: those are left out.
            var place = wrong.Path is { Length: > 1 } path ? path[2..] : null;
            return (null, IntentFailures.Invalid(place is null ? Expected(type) : $"{Expected(type)} The fault is at '{HeaderText.Safe(place)}'.", place));
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Expected(JsonTypeInfo type) => $"The body must be a JSON object with {string.Join(" and ", type.Properties.Select(member => $"'{member.Name}'"))} as text and nothing else.";
}
