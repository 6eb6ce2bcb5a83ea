using Banyan.Gateway.Catalog.Secrets;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("changeme")]
    [InlineData("CHANGE_ME")]
    [InlineData("your-api-key-here")]
    [InlineData("<your key>")]
    [InlineData("xxxxxxxx")]
    [InlineData("sk-xxxxxxxx")]
    [InlineData("...")]
    [InlineData("${OPENAI_API_KEY}")]
    public void Placeholders_are_known(string value) => Placeholders.IsOne(value).ShouldBeTrue();

    [Theory]
    [InlineData("sk-proj-4f9a")]
    [InlineData("test-key")]
    [InlineData("k1")]
    [InlineData("my-changeme-key")]
    public void Keys_are_not_placeholders(string value) => Placeholders.IsOne(value).ShouldBeFalse();

    [Fact]
    public void A_file_is_read_without_its_line_end()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "key");
        File.WriteAllText(path, "sk-file-1\n");

        new ReferenceSecrets(Config.NoEnvironment).Read($"file:{path}").Value.ShouldBe("sk-file-1");
    }

    [Fact]
    public void The_last_good_value_outlives_a_missing_file_and_a_placeholder()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "key");
        var secrets = new LastGoodSecrets(new ReferenceSecrets(Config.NoEnvironment));
        File.WriteAllText(path, "sk-file-1");
        secrets.Read($"file:{path}").Value.ShouldBe("sk-file-1");

        File.WriteAllText(path, "changeme");
        secrets.Read($"file:{path}").ShouldSatisfyAllConditions(reading => reading.Value.ShouldBe("sk-file-1"), reading => reading.IsPlaceholder.ShouldBeTrue());
        File.Delete(path);
        secrets.Read($"file:{path}").ShouldSatisfyAllConditions(reading => reading.Value.ShouldBe("sk-file-1"), reading => reading.Problem.ShouldNotBeNull());
        File.WriteAllText(path, "sk-file-2");
        secrets.Read($"file:{path}").ShouldBe(new SecretReading("sk-file-2"));
    }

    [Theory]
    [InlineData("file:/no/such/file")]
    [InlineData("env:NOT_SET")]
    [InlineData("vault:x")]
    public void What_cannot_be_read_says_why(string reference)
    {
        var reading = new ReferenceSecrets(Config.NoEnvironment).Read(reference);

        reading.Value.ShouldBeNull();
        reading.Problem.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_reading_never_prints_its_value() => new SecretReading("sk-1").ToString().ShouldBe("***");

    [Fact]
    public void An_optional_variable_without_value_leaves_a_keyless_provider_usable()
    {
        Config.Snapshot("providers: { ollama: { apiKey: \"${TOKEN:-}\" } }").Providers["ollama"].IsConfigured.ShouldBeTrue();
        Config.Snapshot("providers: { ollama: { apiKey: \"${TOKEN}\" } }").Providers["ollama"].IsConfigured.ShouldBeFalse();
        Config.Snapshot("providers: { openai: { apiKey: \"${TOKEN:-}\" } }").Providers["openai"].IsConfigured.ShouldBeFalse();
        Config.Snapshot("providers: { ollama: { enabled: false } }").Providers["ollama"].IsConfigured.ShouldBeFalse();
    }

    [Fact]
    public void One_key_of_several_is_enough()
    {
        var provider = Config.Snapshot("providers: { openai: { keys: [{ name: a, ref: \"env:A\" }, { name: b, ref: \"env:B\" }] } }", ("B", "sk-b")).Providers["openai"];

        provider.IsConfigured.ShouldBeTrue();
        provider.Keys.ShouldHaveSingleItem().Name.ShouldBe("b");
    }
}
