import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../shared/platform/public-address.ts';

describe('an address', () => {
  test.each(['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'that anybody can reach is public: %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ['this machine', '127.0.0.1'],
    ['this machine', '127.255.0.3'],
    ['this machine', '0.0.0.0'],
    ['this machine', '::1'],
    ['this machine', '::'],
    ['this machine, in the words of the other family', '::ffff:127.0.0.1'],
    ['this machine, in the words of the other family', '::127.0.0.1'],
    ['the metadata of a cloud machine', '169.254.169.254'],
    ['the metadata of a cloud machine', 'fd00:ec2::254'],
    ['the metadata of a cloud machine, through a translator', '64:ff9b::a9fe:a9fe'],
    ['the metadata of a cloud machine, through 6to4', '2002:a9fe:a9fe::1'],
    ['credentials of a container', '169.254.170.2'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.16.0.1'],
    ['a private network', '172.31.255.255'],
    ['a private network', '192.168.1.1'],
    ['a private network', 'fc00::1'],
    ['a private network', 'fd12:3456::1'],
    ['a link', 'fe80::1'],
    ['a provider’s network', '100.64.0.1'],
    ['many machines', '224.0.0.1'],
    ['many machines', '255.255.255.255'],
    ['many machines', 'ff02::1'],
    ['a tunnel', '2001:0:53aa:64c:0:0:0:1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '2001:db8::1'],
    ['nothing', 'example.com'],
    ['nothing', ''],
  ])('that is of %s is not: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));
});
