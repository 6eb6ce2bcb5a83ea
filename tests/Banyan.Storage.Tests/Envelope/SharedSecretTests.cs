using Banyan.Storage.Envelope;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Envelope;

public sealed class SharedSecretTests : IDisposable
{
    private readonly TempFolder _one = new(), _two = new();

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public void Nodes_with_one_master_key_read_one_secret_and_write_it_nowhere()
    {
        var master = KeyWrap.Load(_one.File("master.key"), mayCreate: true);
        var here = Read(_one, master, "pepper");
        Read(_two, master, "pepper").ShouldBe(here);
        Read(_one, master, "other").ShouldNotBe(here);
        Read(_two, KeyWrap.Load(_two.File("another.key"), mayCreate: true), "pepper").ShouldNotBe(here);
        File.Exists(_one.File("pepper")).ShouldBeFalse();
        here.ShouldNotContain(File.ReadAllText(_one.File("master.key")).Trim());
    }

    [Fact]
    public void A_secret_that_stands_in_the_nodes_folder_is_read_from_there()
    {
        new Banyan.Storage.Files.SecretFile(_one.Path).ReadOrCreate("pepper", _ => "kept");
        Read(_one, KeyWrap.Load(_one.File("master.key"), mayCreate: true), "pepper").ShouldBe("kept");
    }

    private static string Read(TempFolder folder, KeyWrap master, string name) => new SharedSecret(folder.Path, () => master).ReadOrCreate(name, Convert.ToHexString);
}
