using System.Text;

namespace CreditLedger.Web.Commands;

/// <summary>Standard output as a stream of UTF-8: a million rows should not pass through the console's writer one by one.</summary>
internal static class CliOutput
{
    public static Stream Open(CliRun run) => ReferenceEquals(
        run.Output, Console.Out) ? Console.OpenStandardOutput() : new IntoWriter(run.Output);

    // For callers that run a verb in the same process and pass a writer.
    private sealed class IntoWriter(TextWriter writer) : Stream
    {
        private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var characters = new char[_decoder.GetCharCount(buffer, flush: false)];
            _decoder.GetChars(buffer, characters, flush: false);
            writer.Write(characters);
        }

        public override void Flush() => writer.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
