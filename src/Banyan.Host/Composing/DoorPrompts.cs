using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Spine;
using Banyan.Host.Doors;
using Banyan.Wire;

namespace Banyan.Host.Composing;

/// <summary>Prompts at the wire doors: OpenAI's chat completions take them, the other doors say that they do not.</summary>
internal sealed class DoorPrompts(PromptComposer composer)
{
    private static readonly Failure NotHere = new(FailureKind.CallerFault, "invalid_request", "Prompts are asked for at /v1/chat/completions and over GraphQL; this door takes none.") { Param = "banyan.prompt" };

    /// <summary>Said to a service that was not granted a prompt.</summary>
    public static Failure NotGranted { get; } = new(FailureKind.NotAllowed, "not_allowed", "This key may not ask for this prompt.") { Param = "banyan.prompt" };

    /// <summary>Composes the body of a door.</summary>
    public async ValueTask<ComposedAsk> ComposeAsync(HttpContext http, DoorAsk door, ExchangeId id, Caller caller, ReadOnlyMemory<byte> body)
    {
        if (!PromptComposer.MayName(body.Span))
        {
            return new ComposedAsk(body, null, null);
        }

        if (door is not { Dialect.Id: DialectId.OpenAiChat, Operation: Operation.Chat })
        {
            return new ComposedAsk(body, null, PromptComposer.Names(body) ? NotHere : null);
        }

        // Who asks decides the arm: a name the caller may not give must not count.
        if (PromptComposer.Names(body) && AskHeaders.Assert(http, ref caller) is { } refused)
        {
            return new ComposedAsk(body, null, refused);
        }

        var subject = new Subject(id.Value, caller.Service) { User = caller.User, Team = caller.Team, Feature = caller.Feature, Door = door.Dialect.Name };
        var composed = await composer.ComposeAsync(new PromptAsk(caller.Tenant, subject, body), http.RequestAborted);
        return composed.Prompt is { } use && !caller.Grants.MayRender(use.Name) ? new ComposedAsk(body, null, NotGranted) : composed;
    }
}
