using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Host.Composing;

/// <summary>Puts prompts into asks: <c>"banyan": {"prompt": "summarize-text@production", "variables": {…}}</c>, or <c>"model": "prompt:summarize-text"</c>.</summary>
internal sealed class PromptComposer(IPrompts prompts)
{
    private const string ModelPrefix = "prompt:";

    /// <summary>Whether a body may name a prompt, at the cost of a search: most asks never meet more of this folder.</summary>
    public static bool MayName(ReadOnlySpan<byte> body) => (body.IndexOf("\"prompt\""u8) >= 0 && body.IndexOf("\"banyan\""u8) >= 0) || body.IndexOf("\"prompt:"u8) >= 0;

    /// <summary>Whether a body of any language names a prompt.</summary>
    public static bool Names(ReadOnlyMemory<byte> body)
    {
        if (!MayName(body.Span))
        {
            return false;
        }

        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
        return Reference(document.RootElement) is not null;
    }

    /// <summary>Composes an ask. Nothing is sent, nothing is spent.</summary>
    public async ValueTask<ComposedAsk> ComposeAsync(PromptAsk ask, CancellationToken cancellationToken)
    {
        if (!MayName(ask.Body.Span))
        {
            return new ComposedAsk(ask.Body, null, null);
        }

        using var document = JsonDocument.Parse(ask.Body, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
        var root = document.RootElement;
        if (Reference(root) is not { } reference)
        {
            return new ComposedAsk(ask.Body, null, null);
        }

        var banyan = Member(root, "banyan");
        if (reference.ValueKind != JsonValueKind.String || Member(banyan, "label") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.String) })
        {
            return Refused(new Failure(FailureKind.CallerFault, "invalid_request", "A prompt is named by text, as name, name@label, name:7 or an id; so is its label.") { Param = "banyan.prompt" });
        }

        var model = Text(Member(root, "model"));
        var name = Text(reference)!;
        var rendered = await prompts.RenderAsync(
            new RenderAsk(ask.Tenant, name.StartsWith(ModelPrefix, StringComparison.Ordinal) ? name[ModelPrefix.Length..] : name)
            {
                Label = Text(Member(banyan, "label")),
                Variables = Member(banyan, "variables") is { ValueKind: not JsonValueKind.Undefined } variables ? variables : null,
                Subject = ask.Subject with { RequestedModel = model },
            },
            cancellationToken);
        return rendered.Value is { } value ? Compose(root, value) : Refused(Placed(rendered.Failure!));
    }

    private static ComposedAsk Compose(JsonElement root, RenderedPrompt rendered)
    {
        var writer = new PromptedBody(root, rendered);
        return writer.Problem is { } problem ? Refused(problem) : new ComposedAsk(writer.Write(), rendered.Use, null);
    }

    // The member of the caller's own body that is at fault.
    private static Failure Placed(Failure failure) => failure switch
    {
        { Code: "invalid_variables", Param: { } param } => failure with { Param = "banyan." + param },
        { Code: "prompt_not_found" } => failure with { Param = "banyan.prompt" },
        _ => failure,
    };

    private static ComposedAsk Refused(Failure failure) => new(default, null, failure);

    private static JsonElement? Reference(JsonElement root)
    {
        if (Member(Member(root, "banyan"), "prompt") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } named)
        {
            return named;
        }

        var model = Member(root, "model");
        return Text(model)?.StartsWith(ModelPrefix, StringComparison.Ordinal) == true ? model : null;
    }

    private static JsonElement Member(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? JsonText.From(element).ToString() : null;
}
