using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Calling;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn.Notifying;

/// <summary><c>send_notification</c>: posts a message to a configured place, once for one call, ten a minute and caller. Not there while no place is configured.</summary>
internal sealed class SendNotification(ToolHttp http, CallSigner signer, INotificationLedger ledger, ICatalog catalog) : IBuiltIn
{
    private const int LargestAnswer = 64 * 1024;

    /// <inheritdoc />
    public string Name => "send_notification";

    /// <inheritdoc />
    public BuiltInCard? Describe(ToolSettings settings)
    {
        if (settings.Notifications.Count == 0)
        {
            return null;
        }

        var input = ToolOutput.Write(writer => WriteSchema(writer, settings)).GetRawText();
        var places = string.Join("; ", settings.Notifications.Values.Select(one => one.Description is null ? one.Name : $"{one.Name}: {one.Description}"));
        return new BuiltInCard($"Sends a notification to people. Channels: {places}.", "messages", input, null, ToolEffect.Write);
    }

    /// <inheritdoc />
    public async ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var settings = ToolSettings.Of(catalog.Current);
        if (!settings.Notifications.TryGetValue(arguments.GetProperty("channel").GetString()!, out var channel) || http.Read(channel.Url) is not { } address)
        {
            return ToolOutput.Denied("This channel may not be written to.");
        }

        switch (await ledger.TakeAsync(call.Caller.Tenant, call.Caller.Service, call.IdempotencyKey, http.Time.GetUtcNow(), cancellationToken))
        {
            case NotificationRight.Repeated:
                return Told("already sent");
            case NotificationRight.TooMany:
                return ToolOutput.Failed("More than 10 notifications a minute are not sent; wait.");
            default:
                return await SendAsync(channel, address, arguments, call, settings.Timeout, cancellationToken);
        }
    }

    private async Task<ToolResult> SendAsync(NotificationChannel channel, Uri address, JsonElement arguments, ToolCall call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(ToolOutput.Write(writer => WriteMessage(writer, arguments, call)).GetRawText());
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version11,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "Banyan");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", call.IdempotencyKey);
        var problem = signer.Sign(request, channel.KeyRef, call.IdempotencyKey, body);
        var answer = problem is null ? await http.SendAsync(request, timeout, LargestAnswer, cancellationToken) : CallAnswer.Broke(CallFault.Refused, problem);
        if (answer.IsOk)
        {
            return Told("sent");
        }

        if (answer.Fault == CallFault.Refused || answer.Status is >= 400 and < 500)
        {
            // It provably did not go out: the same call may try again.
            await ledger.ReturnAsync(call.Caller.Tenant, call.IdempotencyKey, CancellationToken.None);
        }

        return answer.Fault == CallFault.TimedOut ? ToolOutput.TimedOut() : ToolOutput.Failed("The notification could not be sent.");
    }

    private static void WriteMessage(Utf8JsonWriter writer, JsonElement arguments, ToolCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("id", call.IdempotencyKey);
        writer.WriteString("service", call.Caller.Service);
        foreach (var name in new[] { "channel", "subject", "text" })
        {
            if (arguments.TryGetProperty(name, out var value))
            {
                writer.WriteString(name, value.GetString());
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter writer, ToolSettings settings)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        writer.WriteStartObject("channel");
        writer.WriteString("type", "string");
        writer.WriteStartArray("enum");
        foreach (var name in settings.Notifications.Keys)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteText(writer, "subject", 200);
        WriteText(writer, "text", 4_000);
        writer.WriteEndObject();
        writer.WriteStartArray("required");
        writer.WriteStringValue("channel");
        writer.WriteStringValue("text");
        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, int most)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "string");
        writer.WriteNumber("minLength", 1);
        writer.WriteNumber("maxLength", most);
        writer.WriteEndObject();
    }

    private static ToolResult Told(string status) => ToolOutput.Of(writer => writer.WriteString("status", status));
}
