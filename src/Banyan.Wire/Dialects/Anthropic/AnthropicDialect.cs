using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>The Messages wire (A): <c>/v1/messages</c> and <c>/v1/messages/count_tokens</c>. See <c>docs/wire/anthropic.md</c>.</summary>
internal sealed class AnthropicDialect : Dialect
{
    /// <inheritdoc />
    public override DialectId Id => DialectId.Anthropic;

    /// <inheritdoc />
    public override string Name => "anthropic";

    /// <inheritdoc />
    public override char Letter => 'A';

    /// <inheritdoc />
    public override StreamFraming Framing => StreamFraming.Sse;

    /// <inheritdoc />
    public override FieldTable Fields => AnthropicFields.Table;

    /// <inheritdoc />
    public override AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path) => AnthropicLens.Read(body, operation, path);

    /// <inheritdoc />
    public override FrameMeaning Read(in Frame frame) => AnthropicFrames.Read(frame);

    /// <inheritdoc />
    public override ReportedUsage? ReadUsage(JsonElement usage) => usage.ValueKind == JsonValueKind.Object ? AnthropicUsage.Read(JsonRaw.From(usage)) : null;

    /// <inheritdoc />
    public override Failure ReadError(int status, WireHeaders headers, ReadOnlyMemory<byte> body) => AnthropicErrors.Read(status, headers, body);

    /// <inheritdoc />
    public override WireError WriteError(Failure failure, string requestId) => AnthropicErrors.Write(failure, requestId);

    /// <inheritdoc />
    public override StreamCloser CreateCloser() => new AnthropicCloser();

    /// <inheritdoc />
    public override HubAsk ReadAsk(WireBody ask, MappingReport report) => AnthropicAskReader.Read(ask, report);

    /// <inheritdoc />
    public override byte[] WriteAsk(HubAsk ask, TargetFacts target, MappingReport report) => AnthropicAskWriter.Write(ask, target, report);

    /// <inheritdoc />
    public override string? FormatTool(HubAsk ask, TargetFacts target) => AnthropicFormatTool.IsNeeded(ask, target) ? AnthropicFormatTool.Name : null;

    /// <inheritdoc />
    public override bool MayNeedMending(ReadOnlySpan<byte> body) => AnthropicHistory.MayConcern(body);

    /// <inheritdoc />
    public override HistoryEdits MendHistory(ReadOnlyMemory<byte> body, TargetFacts target) => HubHistory.Mend(body, target, AnthropicHistory.Walk);

    /// <inheritdoc />
    public override IAnswerReader CreateReader(AnswerFacts facts) => new AnthropicAnswerReader(facts);

    /// <inheritdoc />
    public override IAnswerWriter CreateWriter(AnswerFacts facts, MappingReport report) => new AnthropicAnswerWriter(facts, report);

    /// <inheritdoc />
    public override byte[] WriteTokenCount(long tokens) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"input_tokens":{{tokens}}}"""));
}
