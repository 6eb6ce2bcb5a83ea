using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>OpenAI Responses: <c>POST /v1/responses</c>. Its habits are written down in <c>docs/wire/openai-responses.md</c>.</summary>
internal sealed class OpenAiResponsesDialect : Dialect
{
    public override DialectId Id => DialectId.OpenAiResponses;

    public override string Name => "openai-responses";

    public override char Letter => 'R';

    public override StreamFraming Framing => StreamFraming.Sse;

    public override FieldTable Fields => OpenAiResponsesFields.Table;

    public override AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path) => OpenAiResponsesLens.Read(body.Span);

    public override FrameMeaning Read(in Frame frame) => OpenAiResponsesFrames.Read(frame);

    public override ReportedUsage? ReadUsage(JsonElement usage) => ResponseUsage.Read(usage);

    public override Failure ReadError(int status, WireHeaders headers, ReadOnlyMemory<byte> body) => OpenAiResponsesErrors.Read(status, headers, body);

    public override WireError WriteError(Failure failure, string requestId) => OpenAiResponsesErrorWriter.Write(failure, requestId);

    public override StreamCloser CreateCloser() => new OpenAiResponsesCloser();

    public override HubAsk ReadAsk(WireBody ask, MappingReport report) => OpenAiResponsesAskReader.Read(ask, report);

    public override byte[] WriteAsk(HubAsk ask, TargetFacts target, MappingReport report) => OpenAiResponsesAskWriter.Write(ask, target, report);

    public override bool MayNeedMending(ReadOnlySpan<byte> body) => ResponsesHistory.MayConcern(body);

    public override HistoryEdits MendHistory(ReadOnlyMemory<byte> body, TargetFacts target) => HubHistory.Mend(body, target, ResponsesHistory.Walk);

    public override IAnswerReader CreateReader(AnswerFacts facts) => new OpenAiResponsesAnswerReader(facts);

    public override IAnswerWriter CreateWriter(AnswerFacts facts, MappingReport report) => new OpenAiResponsesAnswerWriter(facts, report);
}
