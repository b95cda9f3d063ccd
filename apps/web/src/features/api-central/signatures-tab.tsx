import { Code, Grid, Stack, Text, Title } from '@mantine/core'
import { SignatureCodeTabs } from '../../components/signature/signature-code-tabs.tsx'
import { VerifyBox } from './verify-box.tsx'

/** How a receiver verifies a signature, and a place to check one by hand. */
export function SignaturesTab() {
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Stack gap="sm" component="section" aria-labelledby="receiver-code" miw={0}>
          <Title order={2} id="receiver-code">
            In the receiver
          </Title>
          <Text>
            A call of a webhook with a secret carries <Code>webhook-id</Code>, <Code>webhook-timestamp</Code> and{' '}
            <Code>webhook-signature</Code>: an HMAC-SHA256 over id, time and body (Standard Webhooks). While a secret is rotated there are
            two signatures, and one that fits is enough. An id that was seen before is the same message once more.
          </Text>
          <SignatureCodeTabs />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <VerifyBox />
      </Grid.Col>
    </Grid>
  )
}
