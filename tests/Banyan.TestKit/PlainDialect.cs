using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.TestKit;

/// <summary>A language for tests that never look at bytes: every ask reads as the lens given, every frame means nothing.</summary>
public sealed class PlainDialect(AskLens lens) : Dialect
{
    public override DialectId Id => DialectId.OpenAiChat;

    public override string Name => "plain";

    public override char Letter => 'P';

    public override StreamFraming Framing => StreamFraming.Sse;

    public override FieldTable Fields => throw new NotSupportedException();

    public override AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path) => lens;

    public override FrameMeaning Read(in Frame frame) => default;

    public override Failure ReadError(int status, WireHeaders headers, ReadOnlyMemory<byte> body) => throw new NotSupportedException();

    public override WireError WriteError(Failure failure, string requestId) => throw new NotSupportedException();

    public override StreamCloser CreateCloser() => throw new NotSupportedException();

    public override HubAsk ReadAsk(WireBody ask, MappingReport report) => throw new NotSupportedException();

    public override byte[] WriteAsk(HubAsk ask, TargetFacts target, MappingReport report) => throw new NotSupportedException();

    public override IAnswerReader CreateReader(AnswerFacts facts) => throw new NotSupportedException();

    public override IAnswerWriter CreateWriter(AnswerFacts facts, MappingReport report) => throw new NotSupportedException();
}
