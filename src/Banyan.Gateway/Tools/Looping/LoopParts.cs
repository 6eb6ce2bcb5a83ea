using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;

namespace Banyan.Gateway.Tools.Looping;

/// <summary>What a loop asks and runs.</summary>
internal sealed record LoopParts(IGateway Gateway, IToolRunner Runner, TimeProvider Time);
