using System.Text.Json;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>The prompt's part in a completion: its messages before the caller's, its model and parameters where the caller says none.</summary>
internal sealed class PromptPart(IPrompts prompts)
{
    /// <summary>Renders the prompt an ask names; variables are checked before anything is spent.</summary>
    public async ValueTask<(Prompted? Prompted, CompletionOutcome Refused)> RenderAsync(CompletionAsk ask, Guid id, CancellationToken cancellationToken)
    {
        if (ask.Prompt is not { } reference)
        {
            return (new Prompted(ask, [], null, []), default);
        }

        var rendered = await prompts.RenderAsync(new RenderAsk(ask.Caller.Tenant, reference) { Label = ask.PromptLabel, Variables = ask.Variables, Subject = SubjectOf(ask, id) }, cancellationToken);
        if (rendered.Value is not { } prompt)
        {
            return (null, new CompletionOutcome(null, rendered.Failure) { Faults = rendered.Faults });
        }

        if (!ask.Caller.Grants.MayRender(prompt.Use.Name))
        {
            return (null, new CompletionOutcome(null, DoorPrompts.NotGranted with { Param = "promptId" }));
        }

        PlainTurn[] turns = [.. prompt.Messages.Select(PromptTurns.Of)];
        var configured = ask with
        {
            // The arm of an experiment decides over the caller: else it would compare nothing.
            Model = prompt.Use is { Variant: not null, Model: { } arm } ? arm : ask.Model.Length > 0 ? ask.Model : prompt.Config.Model ?? "",
            Options = ask.Options with { More = prompt.Config.Parameters?.GetRawText(), ResponseFormat = ask.Options.ResponseFormat ?? FormatOf(prompt.Config.Schema) },
            Tools = ask.Tools.Count > 0 ? ask.Tools : prompt.Config.Tools,
            Messages = [.. turns.Where(turn => turn.Role != PlainRole.System).Select(turn => new NewMessage(turn)), .. ask.Messages],
        };
        return (new Prompted(configured, [.. turns.Where(turn => turn.Role == PlainRole.System)], prompt.Use, prompt.Warnings), default);
    }

    private static Subject SubjectOf(CompletionAsk ask, Guid id)
    {
        using var metadata = ask.Metadata is null ? null : JsonDocument.Parse(ask.Metadata);
        return new Subject(id, ask.Caller.Service)
        {
            User = ask.Caller.User,
            Conversation = ask.ConversationId?.ToString("D"),
            Team = ask.Caller.Team,
            Feature = ask.Caller.Feature,
            Door = ask.Door,
            RequestedModel = ask.Model.Length > 0 ? ask.Model : null,
            Tags = ask.Tags,
            Metadata = metadata?.RootElement.Clone(),
        };
    }

    private static string? FormatOf(JsonElement? schema) =>
        schema is { } given ? $$$"""{"type":"json_schema","json_schema":{"name":"answer","schema":{{{given.GetRawText()}}}}}""" : null;
}
