using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>OpenAI chat completions and embeddings (C), as OpenAI, Azure and the many compatible providers speak it.</summary>
/// <remarks>Its oddities are written down in <c>docs/wire/openai-chat.md</c>.</remarks>
internal sealed class OpenAiChatDialect : Dialect, IEmbeddingDialect
{
    public override DialectId Id => DialectId.OpenAiChat;

    public override string Name => "openai-chat";

    public override char Letter => 'C';

    public override StreamFraming Framing => StreamFraming.Sse;

    public override bool EndsAfterFinish => true;

    public override bool JoinsContent => true;

    public override FieldTable Fields => OpenAiChatFields.Table;

    public override AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path) => OpenAiChatLens.Read(body.Span, operation, path);

    public override FrameMeaning Read(in Frame frame) => OpenAiChatFrames.Read(frame);

    public override ReportedUsage? ReadUsage(JsonElement usage) => ChatUsage.Read(usage);

    public override Failure ReadError(int status, WireHeaders headers, ReadOnlyMemory<byte> body) => OpenAiChatErrors.Read(status, headers, body);

    public override WireError WriteError(Failure failure, string requestId) => OpenAiChatErrorWriter.Write(failure, requestId);

    public override StreamCloser CreateCloser() => new OpenAiChatCloser();

    public override HubAsk ReadAsk(WireBody ask, MappingReport report) => OpenAiChatAskReader.Read(ask, report);

    public override byte[] WriteAsk(HubAsk ask, TargetFacts target, MappingReport report) => OpenAiChatAskWriter.Write(ask, target, report);

    public override bool MayNeedMending(ReadOnlySpan<byte> body) => ChatHistory.MayConcern(body);

    public override HistoryEdits MendHistory(ReadOnlyMemory<byte> body, TargetFacts target) => HubHistory.Mend(body, target, ChatHistory.Walk);

    public override IAnswerReader CreateReader(AnswerFacts facts) => new OpenAiChatAnswerReader(facts);

    public override IAnswerWriter CreateWriter(AnswerFacts facts, MappingReport report) =>
        facts.Streams ? new OpenAiChatStreamWriter(facts, report) : new OpenAiChatBodyWriter(facts, report);

    public HubEmbedAsk ReadEmbedAsk(WireBody ask, MappingReport report) => OpenAiEmbedAsks.Read(ask, report);

    public byte[] WriteEmbedAsk(HubEmbedAsk ask, TargetFacts target, MappingReport report) => OpenAiEmbedAsks.Write(ask, target, report);

    public HubEmbedAnswer? ReadEmbedAnswer(ReadOnlyMemory<byte> body) => OpenAiEmbedAnswers.Read(body);

    public byte[] WriteEmbedAnswer(HubEmbedAnswer answer, HubEmbedAsk ask, long promptTokens) => OpenAiEmbedAnswers.Write(answer, ask, promptTokens);
}
