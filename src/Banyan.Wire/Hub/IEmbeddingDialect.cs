namespace Banyan.Wire.Hub;

/// <summary>A dialect that has embeddings.</summary>
public interface IEmbeddingDialect
{
    /// <summary>Reads an ask; what can't be read is refused in the report.</summary>
    HubEmbedAsk ReadEmbedAsk(Json.WireBody ask, MappingReport report);

    /// <summary>Writes an ask for an upstream.</summary>
    byte[] WriteEmbedAsk(HubEmbedAsk ask, TargetFacts target, MappingReport report);

    /// <summary>Reads an upstream's answer; null when it can't be understood.</summary>
    HubEmbedAnswer? ReadEmbedAnswer(ReadOnlyMemory<byte> body);

    /// <summary>Writes an answer for the caller of <paramref name="ask"/>; <paramref name="promptTokens"/> is reported or estimated.</summary>
    byte[] WriteEmbedAnswer(HubEmbedAnswer answer, HubEmbedAsk ask, long promptTokens);
}
