using Banyan.Gateway.Callers;

namespace Banyan.Gateway.Tests.Callers;

/// <summary>Secret files in memory.</summary>
internal sealed class MemorySecretFile(string? content = null) : ISecretFile
{
    public string? Content { get; private set; } = content;

    public string ReadOrCreate(string name, Func<byte[], string> create) => Content ??= create(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
}
