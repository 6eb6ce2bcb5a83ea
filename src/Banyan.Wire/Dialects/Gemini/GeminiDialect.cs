using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Gemini's generateContent (G): model and streaming stand in the address, every chunk is a whole response.</summary>
internal sealed class GeminiDialect : Dialect, IEmbeddingDialect
{
    public override DialectId Id => DialectId.Gemini;

    public override string Name => "gemini";

    public override char Letter => 'G';

    public override StreamFraming Framing => StreamFraming.Sse;

    public override bool EndsAfterFinish => true;

    public override FieldTable Fields => GeminiFields.Table;

    public override AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path) => GeminiAskScan.Read(body.Span, operation, path);

    public override FrameMeaning Read(in Frame frame) => GeminiFrames.Read(frame);

    public override ReportedUsage? ReadUsage(JsonElement usage) => GeminiUsage.Read(usage);

    public override Failure ReadError(int status, WireHeaders headers, ReadOnlyMemory<byte> body) => GeminiErrors.Read(status, headers, body);

    public override WireError WriteError(Failure failure, string requestId) => GeminiErrors.Write(failure, requestId);

    public override StreamCloser CreateCloser() => new GeminiCloser();

    public override HubAsk ReadAsk(WireBody ask, MappingReport report) => GeminiAskReader.Read(ask, report);

    public override byte[] WriteAsk(HubAsk ask, TargetFacts target, MappingReport report) => GeminiAskWriter.Write(ask, target, report);

    public override bool MayNeedMending(ReadOnlySpan<byte> body) => GeminiHistory.MayConcern(body);

    public override HistoryEdits MendHistory(ReadOnlyMemory<byte> body, TargetFacts target) => HubHistory.Mend(body, target, GeminiHistory.Walk);

    public override IAnswerReader CreateReader(AnswerFacts facts) => new GeminiAnswerReader(facts);

    public override IAnswerWriter CreateWriter(AnswerFacts facts, MappingReport report) => new GeminiAnswerWriter(facts, report);

    public override byte[]? WriteTokenCount(long tokens) => JsonWriting.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("totalTokens"u8, tokens);
        writer.WriteEndObject();
    });

    public HubEmbedAsk ReadEmbedAsk(WireBody ask, MappingReport report) => GeminiEmbeddings.ReadAsk(ask, report);

    public byte[] WriteEmbedAsk(HubEmbedAsk ask, TargetFacts target, MappingReport report) => GeminiEmbeddings.WriteAsk(ask, target, report);

    public HubEmbedAnswer? ReadEmbedAnswer(ReadOnlyMemory<byte> body) => GeminiEmbeddings.ReadAnswer(body);

    public byte[] WriteEmbedAnswer(HubEmbedAnswer answer, HubEmbedAsk ask, long promptTokens) => GeminiEmbeddings.WriteAnswer(answer, ask, promptTokens);
}
