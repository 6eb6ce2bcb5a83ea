using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Usage;

namespace Banyan.Wire;

/// <summary>One wire language. Stateless and thread-safe. Errors and frames become meaning here and nowhere else.</summary>
public abstract class Dialect
{
    /// <summary>Which language.</summary>
    public abstract DialectId Id { get; }

    /// <summary>Its name in configuration, records and metrics: <c>openai-chat openai-responses anthropic gemini ollama</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its letter in docs/wire/README.md: C R A G O.</summary>
    public abstract char Letter { get; }

    /// <summary>How its streams are cut.</summary>
    public abstract StreamFraming Framing { get; }

    /// <summary>Whether a stream is whole when its connection ends after every choice finished, without an end mark (OpenAI chat, Gemini).</summary>
    public virtual bool EndsAfterFinish => false;

    /// <summary>Whether events with content and nothing else may be handed on several at once: nothing but their text tells one from the next.</summary>
    public virtual bool JoinsContent => false;

    /// <summary>Whether its callers can carry a signature; else the signatures of a turn are kept for them under what they give back of it.</summary>
    public virtual bool CarriesSignatures => true;

    /// <summary>Labels of every field of its ask for each other dialect.</summary>
    public abstract FieldTable Fields { get; }

    /// <summary>Finds what concerns need to know of an ask, in one forward pass without building a document.</summary>
    /// <remarks>The body was checked by <see cref="Json.JsonSafety"/>. A needed member that is missing or mistyped is told in <see cref="AskLens.Problem"/>.</remarks>
    public abstract AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path);

    /// <summary>Says what a frame of an answer carries.</summary>
    /// <remarks>On the hot path of every stream: a plain content frame must be recognised by byte search, without a parser and without allocating.</remarks>
    public abstract FrameMeaning Read(in Frame frame);

    /// <summary>Reads the usage object of a whole answer alone, as it stands there; of Ollama the answer's own counts.</summary>
    /// <returns>The counts as told; null when it tells none.</returns>
    public virtual ReportedUsage? ReadUsage(JsonElement usage) => null;

    /// <summary>Says what an error answer of an upstream means.</summary>
    public abstract Failure ReadError(int status, WireHeaders headers, ReadOnlyMemory<byte> body);

    /// <summary>Writes an error for a caller whose answer has no head yet.</summary>
    public abstract WireError WriteError(Failure failure, string requestId);

    /// <summary>Starts watching a streamed answer for its end.</summary>
    public abstract StreamCloser CreateCloser();

    /// <summary>Reads an ask into the hub; what can't be read is refused in the report.</summary>
    public abstract HubAsk ReadAsk(Json.WireBody ask, MappingReport report);

    /// <summary>Writes a hub ask in this language, members always in one order: the same ask gives the same bytes.</summary>
    /// <returns>The body; meaningless when the report refuses.</returns>
    public abstract byte[] WriteAsk(HubAsk ask, TargetFacts target, MappingReport report);

    /// <summary>Names the tool by which <see cref="WriteAsk"/> asks for a schema-bound answer where the model has no form for it; null when it does not.</summary>
    public virtual string? FormatTool(HubAsk ask, TargetFacts target) => null;

    /// <summary>Whether the history of an ask may hold what only an earlier, translated answer puts there: sealed carriers, thoughts without a signature.</summary>
    /// <remarks>Asked of every relayed body: a byte search, nothing more.</remarks>
    public virtual bool MayNeedMending(ReadOnlySpan<byte> body) => false;

    /// <summary>Finds what must change in a relayed history for the target to take it: its own signatures put back, foreign ones left out.</summary>
    public virtual HistoryEdits MendHistory(ReadOnlyMemory<byte> body, TargetFacts target) => HistoryEdits.None;

    /// <summary>Starts reading one answer of an upstream that speaks this language.</summary>
    public abstract IAnswerReader CreateReader(AnswerFacts facts);

    /// <summary>Starts writing one answer for a caller who speaks this language.</summary>
    public abstract IAnswerWriter CreateWriter(AnswerFacts facts, MappingReport report);

    /// <summary>Writes the answer to <see cref="Operation.CountTokens"/>; null when the dialect has no such operation.</summary>
    public virtual byte[]? WriteTokenCount(long tokens) => null;
}
