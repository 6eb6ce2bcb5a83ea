using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Host.Doors.Intents;

namespace Banyan.Host.Doors.Mcp;

/// <summary>Published prompts for MCP clients whose key may read prompts: listed with their variables, rendered with the client's values.</summary>
internal sealed class McpPrompts(IPrompts prompts)
{
    private const string Scope = "prompts:read";

    /// <summary>Names those that are published; none for a key that may not read prompts.</summary>
    public async Task ListAsync(IntentCall call, JsonElement? id)
    {
        var tenant = call.Subject.Caller.Tenant;
        var listed = call.Subject.Caller.Grants.May(Scope) ? prompts.List(tenant, new PromptFilter()).Where(prompt => call.Subject.Caller.Grants.MayRender(prompt.Name)) : [];
        var active = listed.Select(prompt => (Prompt: prompt, Version: prompts.ActiveVersion(tenant, prompt.Id))).Where(one => one.Version is not null).ToList();
        var versions = await prompts.VersionsAsync(tenant, [.. active.Select(one => one.Version!.Value)], call.Token);
        await RpcAnswer.SendAsync(call, id, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("prompts");
            foreach (var (prompt, version) in active)
            {
                Write(writer, prompt, versions.GetValueOrDefault(version!.Value)?.Content.Variables ?? []);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Renders one.</summary>
    public async Task GetAsync(IntentCall call, McpMessage message)
    {
        var caller = call.Subject.Caller;
        if (McpMessage.Text(message.Params, "name") is not { Length: > 0 } name || !caller.Grants.May(Scope))
        {
            await NotThereAsync(call, message);
            return;
        }

        var values = await ValuesAsync(call, caller.Tenant, name, message.Params.TryGetProperty("arguments", out var given) ? given : default);
        var rendered = await prompts.RenderAsync(new RenderAsk(caller.Tenant, name) { Variables = values }, call.Token);
        if (rendered.Value is { } found && !caller.Grants.MayRender(found.Prompt.Name))
        {
            await NotThereAsync(call, message);
            return;
        }

        if (rendered.Value is not { } prompt)
        {
            var why = rendered.Faults.Count > 0 ? string.Join("; ", rendered.Faults.Select(fault => $"{fault.Path} {fault.Message}")) : rendered.Failure!.Message;
            await RpcAnswer.FailAsync(call, message.Id, RpcAnswer.InvalidParams, why);
            return;
        }

        await RpcAnswer.SendAsync(call, message.Id, writer => Write(writer, prompt));
    }

    private static Task NotThereAsync(IntentCall call, McpMessage message) =>
        RpcAnswer.FailAsync(call, message.Id, RpcAnswer.InvalidParams, "There is no such prompt for this key; prompts/list names them.");

    /// <summary>Clients send every argument as text; a variable of another type is what that text says as JSON.</summary>
    private async Task<JsonElement?> ValuesAsync(IntentCall call, string tenant, string name, JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var types = new Dictionary<string, VariableType>(StringComparer.Ordinal);
        if (prompts.Find(tenant, name) is { } prompt && prompts.ActiveVersion(tenant, prompt.Id) is { } active)
        {
            foreach (var version in (await prompts.VersionsAsync(tenant, [active], call.Token)).Values)
            {
                types = version.Content.Variables.ToDictionary(one => one.Name, one => one.Type, StringComparer.Ordinal);
            }
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var argument in arguments.EnumerateObject())
            {
                writer.WritePropertyName(argument.Name);
                Typed(argument.Value, types.GetValueOrDefault(argument.Name)).WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static JsonElement Typed(JsonElement value, VariableType type)
    {
        if (value.ValueKind != JsonValueKind.String || type is VariableType.String or VariableType.Enum or VariableType.Date)
        {
            return value;
        }

        try
        {
            using var document = JsonDocument.Parse(value.GetString()!);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return value; // rendering says what is wrong with it
        }
    }

    private static void Write(Utf8JsonWriter writer, Prompt prompt, IReadOnlyList<PromptVariable> variables)
    {
        writer.WriteStartObject();
        writer.WriteString("name", prompt.Name);
        writer.WriteString("description", prompt.Description ?? prompt.Category);
        writer.WriteStartArray("arguments");
        foreach (var variable in variables)
        {
            writer.WriteStartObject();
            writer.WriteString("name", variable.Name);
            writer.WriteString("description", variable.Description ?? variable.Type.ToString());
            writer.WriteBoolean("required", variable is { IsRequired: true, DefaultValue: null });
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The protocol knows two speakers: instructions are said by the user.</summary>
    private static void Write(Utf8JsonWriter writer, RenderedPrompt prompt)
    {
        writer.WriteStartObject();
        writer.WriteString("description", prompt.Prompt.Description ?? prompt.Prompt.Category);
        writer.WriteStartArray("messages");
        foreach (var message in prompt.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role", message.Role == "assistant" ? "assistant" : "user");
            writer.WriteStartObject("content");
            writer.WriteString("type", "text");
            writer.WriteString("text", message.Text);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
