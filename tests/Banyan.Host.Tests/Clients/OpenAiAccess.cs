using System.ClientModel;
using System.ClientModel.Primitives;
using Banyan.Host.Tests.App;
using OpenAI;

namespace Banyan.Host.Tests.Clients;

/// <summary>Address and key, all that an OpenAI client is told; and that it shall not retry, so that a test sees the first answer.</summary>
internal static class OpenAiAccess
{
    public static async Task<(ApiKeyCredential Credential, OpenAIClientOptions Options)> GetAsync()
    {
        var near = (await FarBanyan.GetAsync()).Near;
        return (new ApiKeyCredential(near.Key), Options(near));
    }

    public static OpenAIClientOptions Options(BanyanApp banyan) => new() { Endpoint = new Uri(banyan.Address, "/v1"), RetryPolicy = new ClientRetryPolicy(0) };
}
