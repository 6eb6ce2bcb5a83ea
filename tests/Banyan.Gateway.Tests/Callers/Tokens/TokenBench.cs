using System.Text;
using Banyan.Gateway.Callers.Tokens;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.TestKit.Tokens;

namespace Banyan.Gateway.Tests.Callers.Tokens;

/// <summary>A provider whose documents are what a test says, and the check of its tokens.</summary>
internal sealed class TokenBench : IKeySetSource, IDisposable
{
    public static readonly Uri KeysAt = new("https://login.example.com/keys");

    public TokenBench()
    {
        Issuer = new TokenIssuer { Name = "corp", Issuer = Mint.Issuer, Audience = TokenMint.Audience, Service = "corp", KeysAt = KeysAt };
        Check = new TokenCheck(this, Clock);
        Documents[KeysAt] = Mint.KeySet;
    }

    public FakeClock Clock { get; } = new();

    public TokenMint Mint { get; } = new();

    public TokenIssuer Issuer { get; set; }

    public TokenCheck Check { get; }

    /// <summary>What lies where; nothing for a provider that is away.</summary>
    public Dictionary<Uri, string> Documents { get; } = [];

    /// <summary>What was asked for, in order.</summary>
    public List<Uri> Asked { get; } = [];

    /// <summary>Holds answers back until it is done.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task<TokenFault> FaultAsync(string token) => (await RunAsync(token)).Fault;

    public ValueTask<(CheckedToken? Token, TokenFault Fault)> RunAsync(string token) => Check.RunAsync(token, [Issuer], CancellationToken.None);

    public async Task<byte[]?> ReadAsync(Uri address, bool mayBePrivate, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(address);
        }

        await Held;
        return Documents.TryGetValue(address, out var document) ? Encoding.UTF8.GetBytes(document) : null;
    }

    public void Dispose() => Mint.Dispose();
}
