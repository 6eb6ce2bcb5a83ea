using Banyan.Gateway.Callers;
using Banyan.Gateway.Callers.Services;

namespace Banyan.Host.Graph.Keys;

/// <summary>A service with its keys.</summary>
/// <param name="Record">As stored.</param>
/// <param name="Keys">Its keys, newest first.</param>
internal sealed record ServiceView(ServiceRecord Record, IReadOnlyList<KeyRecord> Keys);
