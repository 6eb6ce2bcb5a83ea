using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Hub;

/// <summary>One thing that happened in an answer. A whole answer is the same row of events as a stream of it.</summary>
/// <remarks>
/// Order: <see cref="HubStart"/> first; deltas and calls of each choice in the order the upstream gave them; one <see cref="HubFinish"/> per
/// choice; <see cref="HubUsage"/> as often as told; <see cref="HubEnd"/> last, exactly when the upstream's own end mark was seen. A reader never
/// yields <see cref="HubEnd"/> for a cut stream.
/// </remarks>
public abstract record HubEvent;

/// <summary>The answer began.</summary>
/// <param name="Id">The upstream's id of the answer; empty when it gave none.</param>
/// <param name="Model">The upstream's own name of the model; empty when it gave none.</param>
/// <param name="CreatedUnixSeconds">When, in the upstream's words; 0 when not told.</param>
public sealed record HubStart(string Id, string Model, long CreatedUnixSeconds) : HubEvent;

/// <summary>A piece of visible text.</summary>
public sealed record HubTextDelta(int Choice, JsonText Text) : HubEvent;

/// <summary>The current text block of the upstream ended; the next text delta opens a new one.</summary>
public sealed record HubTextEnd(int Choice) : HubEvent;

/// <summary>A piece of a refusal.</summary>
public sealed record HubRefusalDelta(int Choice, JsonText Text) : HubEvent;

/// <summary>A piece of reasoning.</summary>
public sealed record HubThoughtDelta(int Choice, JsonText Text) : HubEvent;

/// <summary>The current reasoning block ended, with its signature if it has one.</summary>
/// <param name="Choice">Which choice.</param>
/// <param name="Signature">Its signature; null when it has none.</param>
/// <param name="IsRedacted">Whether the reasoning is only there encrypted.</param>
/// <param name="Id">The reasoning item's id (Responses); null elsewhere.</param>
public sealed record HubThoughtEnd(int Choice, HubSignature? Signature, bool IsRedacted, string? Id = null) : HubEvent;

/// <summary>A call opened; its name is known.</summary>
/// <param name="Choice">Which choice.</param>
/// <param name="Index">Position of the call among the calls of its choice, from 0.</param>
/// <param name="Id">The upstream's id of the call; null where it gives none.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Signature">The thought signature on the call (Gemini); null elsewhere.</param>
public sealed record HubCallStart(int Choice, int Index, string? Id, JsonText Name, HubSignature? Signature = null) : HubEvent;

/// <summary>A piece of a call's arguments: JSON text, escaped as inside a JSON string.</summary>
public sealed record HubCallDelta(int Choice, int Index, JsonText Arguments) : HubEvent;

/// <summary>A call is complete.</summary>
public sealed record HubCallEnd(int Choice, int Index) : HubEvent;

/// <summary>A source the text rests on. <paramref name="Raw"/> is the upstream's own object, for same-family writers.</summary>
public sealed record HubCitation(int Choice, string? Url, string? Title, JsonRaw Raw) : HubEvent;

/// <summary>Log probabilities in OpenAI chat's form.</summary>
public sealed record HubLogprobs(int Choice, JsonRaw Raw) : HubEvent;

/// <summary>Something the upstream sent that has no form elsewhere; it is named in the mapping report.</summary>
/// <param name="At">Pointer or event name.</param>
public sealed record HubUnknown(string At) : HubEvent;

/// <summary>A choice is finished.</summary>
/// <param name="Choice">Which choice.</param>
/// <param name="Reason">Why.</param>
/// <param name="StopSequence">The stop text that was hit; null when none or not told.</param>
/// <param name="ProviderReason">The upstream's own word, for dialects that can say it.</param>
public sealed record HubFinish(int Choice, HubFinishReason Reason, JsonText? StopSequence = null, string? ProviderReason = null) : HubEvent;

/// <summary>Counts were told; later ones override earlier ones member by member.</summary>
public sealed record HubUsage(ReportedUsage Usage) : HubEvent;

/// <summary>The upstream told an error inside its answer.</summary>
public sealed record HubError(Failure Failure) : HubEvent;

/// <summary>The upstream's own end mark was seen, or a whole body was complete.</summary>
public sealed record HubEnd : HubEvent;
