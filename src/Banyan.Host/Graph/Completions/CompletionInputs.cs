using System.Text.Json;
using Banyan.Gateway.Conversations;
using Banyan.GraphQL.Types;
using Banyan.Host.Composing;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;
using Banyan.Wire.Translation;

namespace Banyan.Host.Graph.Completions;

/// <summary>What is asked for in a completion.</summary>
internal static class CompletionInputs
{
    private const string Fields =
        """
        "A prompt: its id, name, name@label or name:version." promptId: ID, "Its variables by name." promptVariables: JSON, "Its label, where promptId names none." promptLabel: String,
        "What is said; after the prompt's own messages, if there is one." messages: [MessageInput!], "The conversation it goes on." conversationId: ID,
        "Model or alias; the prompt's or the configured default when left out." modelPreference: String, "What a model must be able to do beyond what the ask shows." requiredCapabilities: [ModelCapability!],
        "Sampling temperature, 0 to 2." temperature: Float, "Nucleus sampling, 0 to 1." topP: Float, "Bound on output tokens." maxTokens: Int, "Whether the provider is asked for a stream, which then has its time bounds; completionStream always asks for one." stream: Boolean, "Texts that end the answer." stop: [String!], "Random seed." seed: Int,
        "Form of the answer, as response_format of OpenAI's chat completions." responseFormat: JSON, "How much to think, as low." reasoningEffort: String,
        "Tools Banyan runs, by name." tools: [String!], "Tools that are the caller's to run, as tools of OpenAI's chat completions." clientTools: JSON, "Which tool may or must be called, as tool_choice of OpenAI's chat completions." toolChoice: JSON,
        "What the caller notes: an object." metadata: JSON, "The caller's name for the use." feature: String, "The end user; the key needs the scope users:assert." userId: ID, "The caller's words for it." tags: [String!],
        "Models tried after the preferred one; the configured ones when left out, none when empty." fallbacks: [String!], "Time bound in milliseconds; it may only shorten the configured one." timeoutMs: Int,
        "The same key and input give the same answer for a day." idempotencyKey: String, "Whether the response tells how the route was found." includeDecision: Boolean = false
        """;

    public static void AddTo(GraphBuilder graph) =>
        graph.Input("CompletionInput", "A completion as it is asked for.", Fields, static fields => new CompletionWish(fields));
}

/// <summary>A completion's input, until it is known who asks.</summary>
internal sealed record CompletionWish(InputFields Fields)
{
    /// <summary>The ask of a caller.</summary>
    /// <exception cref="RefusedException">The key may not name end users, or a value is none the field can have.</exception>
    public CompletionAsk For(FieldContext context) => new()
    {
        Caller = CallerOf(context),
        Door = "graphql",
        Prompt = Fields.Text("promptId"),
        PromptLabel = Fields.Text("promptLabel"),
        Variables = Fields.Json("promptVariables"),
        Messages = Fields.List<NewMessage>("messages"),
        ConversationId = Fields.Text("conversationId") is { } talk ? Guid.TryParse(talk, out var id) ? id : throw new RefusedException(ConversationFailures.NotFound) : null,
        Model = Fields.Text("modelPreference") ?? "",
        Requires = ModelGraph.Needs(Fields.List<string>("requiredCapabilities")),
        Options = Options(),
        Streams = Fields.Bool("stream") == true,
        Tools = Fields.List<string>("tools"),
        ClientTools = ClientTools.Read(Fields.Json("clientTools")),
        Fallbacks = Fields.Has("fallbacks") && Fields.Values["fallbacks"] is not null ? Fields.List<string>("fallbacks") : null,
        Timeout = Fields.Int("timeoutMs") is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Max(1, milliseconds)) : null,
        IdempotencyKey = Fields.Text("idempotencyKey"),
        Metadata = Fields.Json("metadata") is { ValueKind: JsonValueKind.Object } noted ? noted.GetRawText() : null,
        Tags = Fields.List<string>("tags"),
    };

    private Gateway.Spine.Caller CallerOf(FieldContext context)
    {
        var caller = context.Caller();
        var (user, feature) = (Name("userId") ?? caller.User, Name("feature") ?? caller.Feature);
        if (user is not null && user != caller.User && !caller.Grants.May("users:assert"))
        {
            throw new RefusedException(new Wire.Failure(Wire.FailureKind.NotAllowed, "not_allowed", "The key may not name end users; it needs the scope users:assert.") { Param = "userId" });
        }

        return caller with { User = user, Feature = feature };
    }

    /// <summary>A name as headers may hold it; null when there is none.</summary>
    private string? Name(string field)
    {
        var name = Fields.Text(field);
        return string.IsNullOrWhiteSpace(name) ? null
            : Gateway.Spine.Caller.MayBeNamed(name) ? name
            : throw new RefusedException(new Wire.Failure(Wire.FailureKind.CallerFault, "invalid_request", $"{field} is longer than 512 characters, or holds control characters.") { Param = field });
    }

    private PlainAsk Options() => new()
    {
        Model = "",
        Turns = [],
        Temperature = (decimal?)Fields.Float("temperature"),
        TopP = (decimal?)Fields.Float("topP"),
        MaxTokens = Fields.Int("maxTokens"),
        Stop = Fields.List<string>("stop"),
        Seed = Fields.Int("seed"),
        ResponseFormat = Fields.Json("responseFormat")?.GetRawText(),
        ReasoningEffort = Fields.Text("reasoningEffort"),
        ToolChoice = Fields.Json("toolChoice")?.GetRawText(),
    };
}
