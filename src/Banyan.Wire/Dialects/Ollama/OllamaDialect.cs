using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Ollama's native chat (O): a line per message, streamed unless the caller says no.</summary>
internal sealed class OllamaDialect : Dialect, IEmbeddingDialect
{
    public override DialectId Id => DialectId.Ollama;

    public override string Name => "ollama";

    public override char Letter => 'O';

    public override StreamFraming Framing => StreamFraming.Ndjson;

    public override bool CarriesSignatures => false;

    public override FieldTable Fields => OllamaFields.Table;

    public override AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path) => OllamaAskScan.Read(body.Span, operation);

    public override FrameMeaning Read(in Frame frame) => OllamaFrames.Read(frame);

    public override ReportedUsage? ReadUsage(JsonElement usage) => OllamaUsage.Read(usage);

    public override Failure ReadError(int status, WireHeaders headers, ReadOnlyMemory<byte> body) => OllamaErrors.Read(status, headers, body);

    public override WireError WriteError(Failure failure, string requestId) => OllamaErrors.Write(failure);

    public override StreamCloser CreateCloser() => new OllamaCloser();

    public override HubAsk ReadAsk(WireBody ask, MappingReport report) => OllamaAskReader.Read(ask, report);

    public override byte[] WriteAsk(HubAsk ask, TargetFacts target, MappingReport report) => OllamaAskWriter.Write(ask, target, report);

    public override IAnswerReader CreateReader(AnswerFacts facts) => new OllamaAnswerReader(facts);

    public override IAnswerWriter CreateWriter(AnswerFacts facts, MappingReport report) => new OllamaAnswerWriter(facts, report);

    public HubEmbedAsk ReadEmbedAsk(WireBody ask, MappingReport report) => OllamaEmbeddings.ReadAsk(ask, report);

    public byte[] WriteEmbedAsk(HubEmbedAsk ask, TargetFacts target, MappingReport report) => OllamaEmbeddings.WriteAsk(ask, target, report);

    public HubEmbedAnswer? ReadEmbedAnswer(ReadOnlyMemory<byte> body) => OllamaEmbeddings.ReadAnswer(body);

    public byte[] WriteEmbedAnswer(HubEmbedAnswer answer, HubEmbedAsk ask, long promptTokens) => OllamaEmbeddings.WriteAnswer(answer, ask, promptTokens);
}
