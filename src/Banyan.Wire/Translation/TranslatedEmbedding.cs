using Banyan.Wire.Hub;

namespace Banyan.Wire.Translation;

/// <summary>An ask for embeddings in another dialect, or why there is none.</summary>
/// <param name="Body">The body for the upstream; empty when refused.</param>
/// <param name="Report">What was dropped, in request order.</param>
/// <param name="Ask">What the ask means; needed to write the answer.</param>
/// <param name="Refusal">Why it can't be translated; null when it can.</param>
public sealed record TranslatedEmbedding(byte[] Body, MappingReport Report, HubEmbedAsk Ask, Failure? Refusal);
